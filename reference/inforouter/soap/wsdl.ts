import type { Operation, Parameter } from "../operation.ts";
import { escapeMarkup } from "../xml/escape.ts";
import { SERVICE_NAMESPACE } from "./read-soap.ts";

/** The schema types of parameters; a string may be left out, as in every ASMX description. */
const TYPES: Readonly<Record<Parameter["type"], string>> = {
  ticket: "string",
  guid: "string",
  string: "string",
  int: "int",
  boolean: "boolean",
  bytes: "base64Binary",
};

/** WSDL 1.1, document/literal wrapped, SOAP 1.1 over HTTP: the service at `address`. */
export function renderWsdl(operations: readonly Operation[], address: string): string {
  const each = (render: (operation: Operation) => string) => operations.map(render).join("");
  return `<?xml version="1.0" encoding="utf-8"?>
<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:s="http://www.w3.org/2001/XMLSchema" xmlns:tns="${SERVICE_NAMESPACE}" targetNamespace="${SERVICE_NAMESPACE}">
<wsdl:types><s:schema elementFormDefault="qualified" targetNamespace="${SERVICE_NAMESPACE}">${each(renderElements)}
</s:schema></wsdl:types>${each(renderMessages)}
<wsdl:portType name="srvSoap">${each(renderPort)}
</wsdl:portType>
<wsdl:binding name="srvSoap" type="tns:srvSoap"><soap:binding transport="http://schemas.xmlsoap.org/soap/http" />${each(renderBinding)}
</wsdl:binding>
<wsdl:service name="srv"><wsdl:port name="srvSoap" binding="tns:srvSoap"><soap:address location="${escapeMarkup(address)}" /></wsdl:port></wsdl:service>
</wsdl:definitions>
`;
}

function renderElements({ name, parameters }: Operation): string {
  const fields = parameters.map(renderField).join("");
  return `
<s:element name="${name}"><s:complexType><s:sequence>${fields}</s:sequence></s:complexType></s:element>
<s:element name="${name}Response"><s:complexType><s:sequence><s:element minOccurs="0" maxOccurs="1" name="${name}Result"><s:complexType mixed="true"><s:sequence><s:any minOccurs="0" processContents="lax" /></s:sequence></s:complexType></s:element></s:sequence></s:complexType></s:element>`;
}

function renderField({ name, type }: Parameter): string {
  const schemaType = TYPES[type];
  const least = schemaType === "int" || schemaType === "boolean" ? 1 : 0;
  return `<s:element minOccurs="${least}" maxOccurs="1" name="${name}" type="s:${schemaType}" />`;
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

function renderBinding({ name }: Operation): string {
  return `
<wsdl:operation name="${name}"><soap:operation soapAction="${SERVICE_NAMESPACE}${name}" style="document" /><wsdl:input><soap:body use="literal" /></wsdl:input><wsdl:output><soap:body use="literal" /></wsdl:output></wsdl:operation>`;
}
