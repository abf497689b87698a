import { Alert } from "antd";
import type { ReactNode } from "react";
import type { AchievementOut, DemandOut, Place } from "../../api/types";
import { markPlaces } from "../../format/marks";
import { Marked } from "../../ui/Marked";
import { fieldLabel } from "../listings/words";

type Side = AchievementOut | DemandOut;

export const demand_texts = ["title", "summary", "keywords", "problem", "key_technology", "target", "tried", "conditions"];
export const achievement_texts = ["title", "summary", "keywords", "problem", "advantage", "application", "description"];

function textOf(record: Side, field: string): string {
  const value = Object.entries(record).find(([name]) => name === field)?.[1];
  // The matcher reads keywords as one text, a space between two.
  if (Array.isArray(value)) return value.join(" ");
  return typeof value === "string" ? value : "";
}

interface Measure {
  name: string;
  value: string;
  unit?: string;
  current?: string;
  acceptance?: string;
  condition?: string;
}

function Measures({ rows }: { rows: Measure[] }) {
  return (
    <ul className="measures">
      {rows.map((row, place) => (
        <li key={place}>
          {row.name}：{row.current && `目前 ${row.current}，目标 `}
          {row.value} {row.unit} <span className="quiet">{row.acceptance || row.condition}</span>
        </li>
      ))}
    </ul>
  );
}

function Text({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className="side-text">
      <h3>{label}</h3>
      {children}
    </section>
  );
}

/** One side of a match, with the words that both sides share marked where they stand. */
export function SideBySide({ record, texts, places }: { record: Side; texts: string[]; places: Place[] }) {
  return (
    <>
      {texts.map((field) => {
        const text = textOf(record, field);
        if (!text) return null;
        return (
          <Text key={field} label={fieldLabel(field)}>
            <p className="long-text">
              <Marked pieces={markPlaces(text, places.filter((place) => place.field === field))} />
            </p>
          </Text>
        );
      })}
      {record.indicators.length > 0 && (
        <Text label={"ip_rights" in record ? "技术指标" : "指标要求"}>
          <Measures rows={record.indicators} />
        </Text>
      )}
      {record.abstract_only && <Alert type="info" showIcon title="只显示摘要；签订保密协议以后可以看全文。" />}
    </>
  );
}
