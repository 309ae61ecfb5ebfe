import type { SoapStyle } from "../../dialect/soap-style.ts";
import type { Operation, Parameter } from "../operation.ts";
import { escapeMarkup } from "../xml/escape.ts";
import { SERVICE_NAMESPACE } from "./soap-action.ts";

/** The schema types of parameters; a string may be left out, as in every ASMX description. */
const TYPES: Readonly<Record<Parameter["type"], string>> = {
  ticket: "string",
  guid: "string",
  string: "string",
  int: "int",
  boolean: "boolean",
  bytes: "base64Binary",
};

/** The binding and port of each version of SOAP. */
const PORTS = {
  "1.1": { prefix: "soap", name: "srvSoap" },
  "1.2": { prefix: "soap12", name: "srvSoap12" },
} as const;

/** WSDL 1.1, document/literal wrapped, SOAP over HTTP: the service at `address`. */
export function renderWsdl(
  operations: readonly Operation[],
  address: string,
  { versions, wsdlNames }: SoapStyle,
): string {
  const each = (render: (operation: Operation) => string) => operations.map(render).join("");
  return `<?xml version="1.0" encoding="utf-8"?>
<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" xmlns:s="http://www.w3.org/2001/XMLSchema" xmlns:tns="${SERVICE_NAMESPACE}" targetNamespace="${SERVICE_NAMESPACE}">
<wsdl:types><s:schema elementFormDefault="qualified" targetNamespace="${SERVICE_NAMESPACE}">${each((operation) => renderElements(operation, wsdlNames))}
</s:schema></wsdl:types>${each(renderMessages)}
<wsdl:portType name="srvSoap">${each(renderPort)}
</wsdl:portType>${versions.map((version) => renderBinding(operations, PORTS[version])).join("")}
<wsdl:service name="srv">${versions.map((version) => renderAddress(address, PORTS[version])).join("")}</wsdl:service>
</wsdl:definitions>
`;
}

function renderElements({ name, parameters }: Operation, names: SoapStyle["wsdlNames"]): string {
  const fields = parameters.map((parameter) => renderField(parameter, names)).join("");
  return `
<s:element name="${name}"><s:complexType><s:sequence>${fields}</s:sequence></s:complexType></s:element>
<s:element name="${name}Response"><s:complexType><s:sequence><s:element minOccurs="0" maxOccurs="1" name="${name}Result"><s:complexType mixed="true"><s:sequence><s:any minOccurs="0" processContents="lax" /></s:sequence></s:complexType></s:element></s:sequence></s:complexType></s:element>`;
}

function renderField({ name, type, wsdl }: Parameter, names: SoapStyle["wsdlNames"]): string {
  const spelt = names === "wsdl" ? (wsdl ?? name) : name;
  const schemaType = TYPES[type];
  const least = schemaType === "int" || schemaType === "boolean" ? 1 : 0;
  return `<s:element minOccurs="${least}" maxOccurs="1" name="${spelt}" type="s:${schemaType}" />`;
}

function renderMessages({ name }: Operation): string {
  return `
<wsdl:message name="${name}SoapIn"><wsdl:part name="parameters" element="tns:${name}" /></wsdl:message>
<wsdl:message name="${name}SoapOut"><wsdl:part name="parameters" element="tns:${name}Response" /></wsdl:message>`;
}

function renderPort({ name }: Operation): string {
  return `
<wsdl:operation name="${name}"><wsdl:input message="tns:${name}SoapIn" /><wsdl:output message="tns:${name}SoapOut" /></wsdl:operation>`;
}

type Port = (typeof PORTS)[keyof typeof PORTS];

function renderBinding(operations: readonly Operation[], { prefix, name }: Port): string {
  const each = operations.map((operation) => renderBound(operation, prefix)).join("");
  return `
<wsdl:binding name="${name}" type="tns:srvSoap"><${prefix}:binding transport="http://schemas.xmlsoap.org/soap/http" />${each}
</wsdl:binding>`;
}

function renderBound({ name }: Operation, prefix: Port["prefix"]): string {
  const body = `<${prefix}:body use="literal" />`;
  return `
<wsdl:operation name="${name}"><${prefix}:operation soapAction="${SERVICE_NAMESPACE}${name}" style="document" /><wsdl:input>${body}</wsdl:input><wsdl:output>${body}</wsdl:output></wsdl:operation>`;
}

function renderAddress(address: string, { prefix, name }: Port): string {
  return `<wsdl:port name="${name}" binding="tns:${name}"><${prefix}:address location="${escapeMarkup(address)}" /></wsdl:port>`;
}
