import { Flex, Tag } from "antd";
import type { AchievementOut, DemandOut, Place } from "../../api/types";
import { markPlaces } from "../../format/marks";
import { priceText } from "../../format/money";
import { Marked } from "../../ui/Marked";
import { ModeTags, TrlTag } from "../../ui/tags";
import { ownerName } from "../listings/listing-rows";
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

const trlOf = (record: Side) => ("ip_rights" in record ? record.trl : record.trl_min);

/** One side of a match, with the words that both sides share marked where they stand. */
export function SideBySide({ record, texts, places }: { record: Side; texts: string[]; places: Place[] }) {
  return (
    <Flex vertical gap={8}>
      <div className="row-line">
        <span className="quiet">{ownerName(record)}</span>
        <TrlTag level={trlOf(record)} />
        <ModeTags modes={record.modes} />
        <Tag>{priceText("price" in record ? record.price : record.budget)}</Tag>
      </div>
      {texts.map((field) => {
        const text = textOf(record, field);
        if (!text) return null;
        return (
          <section key={field}>
            <div className="quiet">{fieldLabel(field)}</div>
            <p className="long-text">
              <Marked pieces={markPlaces(text, places.filter((place) => place.field === field))} />
            </p>
          </section>
        );
      })}
    </Flex>
  );
}
