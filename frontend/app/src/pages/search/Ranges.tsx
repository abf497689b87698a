import { DatePicker, Flex, InputNumber, Select } from "antd";
import dayjs from "dayjs";
import { today } from "../../format/dates";
import { fen_per_wan, moneyText, toFen } from "../../format/money";
import { useReference } from "../../reference/reference";
import type { useUrlState } from "../../ui/use-url-state";

type UrlState = ReturnType<typeof useUrlState>;

export const range_names = [
  "trl_min",
  "trl_max",
  "price_min_fen",
  "price_max_fen",
  "published_from",
  "published_to",
] as const;

const recent = [
  { label: "近 7 天", days: 7 },
  { label: "近 30 天", days: 30 },
  { label: "近一年", days: 365 },
];

const daysAgo = (days: number) => dayjs(today()).subtract(days - 1, "day").format("YYYY-MM-DD");

/** A range filter in words, for the list of what is chosen. */
export function rangeLabel(name: (typeof range_names)[number], value: string): string {
  const texts = {
    trl_min: `TRL ${value} 以上`,
    trl_max: `TRL ${value} 以下`,
    price_min_fen: `不低于 ${moneyText(Number(value))}`,
    price_max_fen: `不高于 ${moneyText(Number(value))}`,
    published_from: `${value} 起发布`,
    published_to: `${value} 前发布`,
  };
  return texts[name];
}

function Levels({ url }: { url: UrlState }) {
  const { trlLevels } = useReference();
  const options = trlLevels.map(({ level, stageLabel }) => ({ value: String(level), label: `TRL ${level} ${stageLabel}` }));
  const select = (name: "trl_min" | "trl_max", label: string) => (
    <Select
      aria-label={label}
      allowClear
      placeholder={label}
      value={url.get(name)}
      options={options}
      onChange={(value?: string) => url.change({ [name]: value, page: null })}
    />
  );
  return (
    <section>
      <h2>技术成熟度</h2>
      <Flex vertical gap={6}>
        {select("trl_min", "最低成熟度")}
        {select("trl_max", "最高成熟度")}
      </Flex>
    </section>
  );
}

function Prices({ url }: { url: UrlState }) {
  const input = (name: "price_min_fen" | "price_max_fen", label: string) => {
    const fen = url.get(name);
    return (
      <InputNumber
        key={fen}
        className="wide-field"
        aria-label={label}
        placeholder={label}
        min={0}
        precision={2}
        suffix="万元"
        defaultValue={fen ? Number(fen) / fen_per_wan : undefined}
        changeOnWheel={false}
        onBlur={(event) => {
          const text = event.target.value.replaceAll(",", "");
          const next = text === "" ? null : String(toFen(Number(text), fen_per_wan));
          if ((next ?? undefined) !== fen) url.change({ [name]: next, page: null });
        }}
        onPressEnter={(event) => event.currentTarget.blur()}
      />
    );
  };
  return (
    <section>
      <h2>价格或预算</h2>
      <Flex vertical gap={6}>
        {input("price_min_fen", "最低价")}
        {input("price_max_fen", "最高价")}
      </Flex>
    </section>
  );
}

function Days({ url }: { url: UrlState }) {
  const [from, to] = [url.get("published_from"), url.get("published_to")];
  return (
    <section>
      <h2>发布日期</h2>
      <DatePicker.RangePicker
        aria-label="发布日期"
        allowEmpty={[true, true]}
        value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
        presets={recent.map(({ label, days }) => ({ label, value: [dayjs(daysAgo(days)), dayjs(today())] }))}
        onChange={(days) =>
          url.change({
            published_from: days?.[0]?.format("YYYY-MM-DD") ?? null,
            published_to: days?.[1]?.format("YYYY-MM-DD") ?? null,
            page: null,
          })
        }
      />
    </section>
  );
}

/** Levels, prices and days from … to; the ends stand in the URL. */
export function Ranges({ url }: { url: UrlState }) {
  return (
    <>
      <Levels url={url} />
      <Prices url={url} />
      <Days url={url} />
    </>
  );
}
