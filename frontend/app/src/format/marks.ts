/** Cuts a text into marked and plain pieces by the places that the matcher gives. */

export interface Piece {
  text: string;
  marked: boolean;
}

export interface Stretch {
  start: number;
  end: number;
}

/** Places count Unicode characters, not UTF-16 units; overlapping ones are joined, those outside the text are cut. */
export function markPlaces(text: string, places: Stretch[]): Piece[] {
  const characters = Array.from(text);
  const sorted = places
    .map(({ start, end }) => ({ start: Math.max(0, start), end: Math.min(characters.length, end) }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end } of sorted) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    if (from > at) pieces.push({ text: characters.slice(at, from).join(""), marked: false });
    pieces.push({ text: characters.slice(from, end).join(""), marked: true });
    at = end;
  }
  if (at < characters.length) pieces.push({ text: characters.slice(at).join(""), marked: false });
  return pieces;
}
