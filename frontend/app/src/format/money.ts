/** Money travels as an integer of fen; people read 元 and 万元. */

export const fen_per_yuan = 100;
export const fen_per_wan = 1_000_000;

const trimmed = (value: number, digits: number) =>
  value.toLocaleString("zh-CN", { minimumFractionDigits: 0, maximumFractionDigits: digits });

/** `12_345_600` → `12.3456 万元`; less than 1 万元 stays in 元. */
export function moneyText(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return "—";
  if (Math.abs(fen) < fen_per_wan) return `${trimmed(fen / fen_per_yuan, 2)} 元`;
  return `${trimmed(fen / fen_per_wan, 6)} 万元`;
}

/** The exact sum in 元, for contracts and slips. */
export function yuanText(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return "—";
  return `${(fen / fen_per_yuan).toLocaleString("zh-CN", { minimumFractionDigits: 2, maximumFractionDigits: 2 })} 元`;
}

export interface PriceLike {
  kind: string;
  low_fen?: number | null;
  high_fen?: number | null;
}

export function priceText(price: PriceLike | null | undefined): string {
  if (!price) return "—";
  if (price.kind === "negotiable") return "面议";
  if (price.kind === "fixed") return moneyText(price.low_fen);
  const [low, high] = [price.low_fen, price.high_fen];
  if (low == null && high == null) return "面议";
  if (low == null) return `不超过 ${moneyText(high)}`;
  if (high == null) return `不低于 ${moneyText(low)}`;
  if (low >= fen_per_wan && high >= fen_per_wan) return `${trimmed(low / fen_per_wan, 6)}–${moneyText(high)}`;
  return `${moneyText(low)}–${moneyText(high)}`;
}

/** What the editor holds → what the server takes: fixed means low = high, negotiable means neither. */
export function cleanPrice(price: PriceLike): PriceLike {
  if (price.kind === "negotiable") return { kind: price.kind, low_fen: null, high_fen: null };
  if (price.kind === "fixed") return { kind: price.kind, low_fen: price.low_fen, high_fen: price.low_fen };
  return { kind: price.kind, low_fen: price.low_fen ?? null, high_fen: price.high_fen ?? null };
}

/** Rounds to whole fen, so that 0.1 万元 + 0.2 万元 never leaves a fraction. */
export const toFen = (amount: number, fenPerUnit: number) => Math.round(amount * fenPerUnit);
