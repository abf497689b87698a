import { Form, Radio } from "antd";
import { useReference } from "../reference/reference";
import { MoneyField } from "./MoneyField";

interface PriceFieldsProps {
  /** `price` or `budget`. */
  name: string;
  label: string;
}

/** 面议, one price, or a range in 万元. */
export function PriceFields({ name, label }: PriceFieldsProps) {
  const { options } = useReference();
  const form = Form.useFormInstance();
  const kind: unknown = Form.useWatch([name, "kind"], form);
  return (
    <fieldset className="field-group">
      <legend>{label}</legend>
      <Form.Item name={[name, "kind"]} label={`${label}方式`}>
        <Radio.Group options={options("price_kind")} />
      </Form.Item>
      {kind === "fixed" && (
        <Form.Item name={[name, "low_fen"]} label="金额">
          <MoneyField />
        </Form.Item>
      )}
      {kind === "range" && (
        <div className="field-pair">
          <Form.Item name={[name, "low_fen"]} label="最低">
            <MoneyField />
          </Form.Item>
          <Form.Item
            name={[name, "high_fen"]}
            label="最高"
            dependencies={[[name, "low_fen"]]}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_, high: number | null) => {
                  const low: number | null = getFieldValue([name, "low_fen"]) ?? null;
                  return low !== null && high != null && high < low
                    ? Promise.reject(new Error("最高金额不能小于最低金额"))
                    : Promise.resolve();
                },
              }),
            ]}
          >
            <MoneyField />
          </Form.Item>
        </div>
      )}
    </fieldset>
  );
}
