/** Small files for uploads. */

export interface UploadedFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

const pdf_text =
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n" +
  "trailer<</Root 1 0 R>>\n%%EOF\n";

/** Really a PDF; the name goes into it, so that no two have the same content hash. */
export const pdf = (name: string): UploadedFile => ({
  name: `${name}.pdf`,
  mimeType: "application/pdf",
  buffer: Buffer.from(`${pdf_text}% ${name}\n`),
});

/** Says it is a PDF and is a Windows program. */
export const lyingFile = (): UploadedFile => ({
  name: "检测报告.pdf",
  mimeType: "application/pdf",
  buffer: Buffer.concat([Buffer.from("MZ\x90\x00\x03\x00\x00\x00", "latin1"), Buffer.alloc(512)]),
});
