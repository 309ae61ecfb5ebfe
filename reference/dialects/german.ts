import type { Wording } from "../dialect/wording.ts";

/** A translated server: the codes and `bad Request` stay (CUH-18, DUH-07, DDH-07). */
export const GERMAN: Wording = {
  authenticationFailed: "[900] Anmeldung fehlgeschlagen.",
  sessionExpired: "[901] Sitzung abgelaufen oder Ticket ungültig.",
  badRequest: "bad Request",
  missingParameter: "Der Parameter {name} fehlt.",
  notConvertible: "{name} ist nicht vom Typ {type}.",
  invalidUploadHandler: "Ungültiger Upload-Handler.",
  invalidDownloadHandler: "Ungültiger Download-Handler.",
  notYourHandler: "Der Handler gehört einem anderen Benutzer.",
  chunkAfterLast: "Der letzte Teil wurde bereits empfangen.",
  chunkTooLarge: "Der Teil ist größer als ChunkSize.",
  chunkNotOfChunkSize: "Jeder Teil außer dem letzten muss genau ChunkSize groß sein.",
  chunkEmpty: "Der Teil ist leer.",
  chunkCrcDiffers: "Die Prüfsumme des Teils stimmt nicht.",
  chunkNotStored: "Der Teil konnte nicht gespeichert werden und ist erneut zu senden.",
  uploadIncomplete: "Der Upload ist nicht vollständig.",
  folderNotFound: "Der Ordner wurde nicht gefunden.",
  documentExists: "Ein Dokument dieses Namens gibt es bereits.",
  notCheckedOut: "Das Dokument ist nicht ausgecheckt.",
  documentNotFound: "Das Dokument wurde nicht gefunden.",
  versionNotFound: "Die Version wurde nicht gefunden.",
  pathNotFound: "Ein Pfad wurde nicht gefunden.",
  pathsNotFound: "Keiner der Pfade wurde gefunden.",
  offsetOutOfRange: "StartOffset liegt außerhalb der Datei.",
  sizeOutOfRange: "ChunkSize liegt außerhalb der Grenzen.",
};
