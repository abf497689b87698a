import { readFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";
import { expect, test } from "vitest";

const document = new URL("../../../../backend/openapi.json", import.meta.url);
const generated = new URL("./schema.d.ts", import.meta.url);

/** The banner that the command line writes above the types. */
const withoutBanner = (text: string) => text.replace(/^\/\*\*[\s\S]*?\*\/\s*/, "").trim();

test("schema.d.ts fits the committed OpenAPI document; else run npm run generate", async () => {
  const fresh = astToString(await openapiTS(document, { defaultNonNullable: false }));
  expect(withoutBanner(readFileSync(generated, "utf8"))).toBe(fresh.trim());
}, 60_000);
