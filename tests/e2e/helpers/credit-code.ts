/** Made-up credit codes that are valid by their check character (GB 32100-2015); none is a real body's. */

const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const weights = Array.from({ length: 17 }, (_, place) => 3 ** place % 31);

function checkCharacter(body: string): string {
  const sum = [...body].reduce((total, character, place) => total + alphabet.indexOf(character) * (weights[place] ?? 0), 0);
  return alphabet[(31 - (sum % 31)) % 31] ?? "";
}

/** `kind` is 91 for a company, 12 for a public institution; the district is Ganjingzi. */
export function creditCode(kind: "91" | "12", serial: string): string {
  const body = `${kind}210211${serial.padStart(9, "0")}`;
  return body + checkCharacter(body);
}

/** The same with its last character turned into another one. */
export function withWrongCheck(code: string): string {
  return code.slice(0, -1) + (code.endsWith("0") ? "1" : "0");
}
