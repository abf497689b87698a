import { InputNumber } from "antd";
import { fen_per_wan, fen_per_yuan, toFen } from "../format/money";

interface MoneyFieldProps {
  id?: string;
  value?: number | null;
  onChange?: (fen: number | null) => void;
  unit?: "万元" | "元";
  disabled?: boolean;
  "aria-label"?: string;
}

// Ant Design hands an empty field over as undefined, null or "", and none of them is a zero.
const amountText = (amount: string | number | null | undefined) =>
  amount == null || amount === "" ? "" : String(Number(amount));

/** Shows 万元 or 元, holds fen. */
export function MoneyField({ value, onChange, unit = "万元", ...input }: MoneyFieldProps) {
  const perUnit = unit === "万元" ? fen_per_wan : fen_per_yuan;
  return (
    <InputNumber
      {...input}
      className="wide-field"
      min={0}
      precision={unit === "万元" ? 6 : 2}
      formatter={amountText}
      value={value == null ? null : value / perUnit}
      onChange={(amount) => onChange?.(amount == null ? null : toFen(Number(amount), perUnit))}
      suffix={unit}
    />
  );
}
