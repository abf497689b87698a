import {
  CheckCircleFilled,
  CloseCircleFilled,
  ExclamationCircleFilled,
  QuestionCircleOutlined,
} from "@ant-design/icons";
import { Tag } from "antd";
import type { ReactNode } from "react";
import type { MatchOut } from "../../api/types";

interface Outcome {
  icon: ReactNode;
  label: string;
}

const unknown: Outcome = { icon: <QuestionCircleOutlined style={{ color: "#8c9592" }} aria-hidden />, label: "未填写" };
const outcomes: Record<string, Outcome> = {
  met: { icon: <CheckCircleFilled style={{ color: "#237804" }} aria-hidden />, label: "符合" },
  near: { icon: <ExclamationCircleFilled style={{ color: "#ad6800" }} aria-hidden />, label: "接近" },
  missed: { icon: <CloseCircleFilled style={{ color: "#cf1322" }} aria-hidden />, label: "不符合" },
  unknown,
};

/** Why the two fit, limit by limit; the word stands beside the colour. */
export function MatchParts({ parts }: { parts: MatchOut["reasons"]["parts"] }) {
  return (
    <ul className="part-list" aria-label="匹配理由">
      {parts.map((part) => {
        const outcome = outcomes[part.outcome] ?? unknown;
        return (
          <li key={part.name}>
            {outcome.icon}
            <span className="part-name">
              {part.label} {outcome.label}
            </span>
            <span className="quiet">{part.text}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** The same in one line: the text of each part is a hover away, and on the page of the match. */
export function MatchPartTags({ parts }: { parts: MatchOut["reasons"]["parts"] }) {
  return (
    <ul className="part-tags" aria-label="匹配理由">
      {parts.map((part) => {
        const outcome = outcomes[part.outcome] ?? unknown;
        return (
          <li key={part.name} title={part.text}>
            {outcome.icon} {part.label}
            {outcome.label}
          </li>
        );
      })}
    </ul>
  );
}

const terms_shown = 10;

export function MatchTerms({ terms }: { terms: MatchOut["reasons"]["terms"] }) {
  return (
    <div className="row-line" aria-label="共同的词">
      {terms.slice(0, terms_shown).map(({ term }) => (
        <Tag key={term} color="cyan">
          {term}
        </Tag>
      ))}
      {terms.length > terms_shown && <span className="quiet">等 {terms.length} 个词</span>}
    </div>
  );
}

export const scoreText = (score: number) => `${Math.round(score * 100)}`;
