import {
  CheckCircleFilled,
  CloseCircleFilled,
  ExclamationCircleFilled,
  QuestionCircleOutlined,
} from "@ant-design/icons";
import { Button, Popover, Tag } from "antd";
import type { ReactNode } from "react";
import { cardParts, missingTexts, outcomeWord, type Part, type Reasons } from "./reasons";

const unknown = <QuestionCircleOutlined className="outcome-unknown" aria-hidden />;
const icons: Record<string, ReactNode> = {
  met: <CheckCircleFilled className="outcome-met" aria-hidden />,
  near: <ExclamationCircleFilled className="outcome-near" aria-hidden />,
  missed: <CloseCircleFilled className="outcome-missed" aria-hidden />,
};

/** Icon and word: never the colour alone. */
export function OutcomeMark({ part }: { part: Pick<Part, "name" | "outcome"> }) {
  return (
    <span className="outcome">
      {icons[part.outcome] ?? unknown} {outcomeWord(part)}
    </span>
  );
}

/** The parts that decide, in one line; each text is a hover away, and on the page of the match. */
export function MatchPartTags({ reasons }: { reasons: Reasons }) {
  const missing = missingTexts(reasons);
  return (
    <ul className="part-tags" aria-label="匹配理由">
      {cardParts(reasons).map((part) => (
        <li key={part.name} title={part.text} className={part.outcome === "met" ? undefined : "part-obstacle"}>
          {icons[part.outcome] ?? unknown} {part.label}
          {part.outcome === "met" ? <span className="heard">{outcomeWord(part)}</span> : outcomeWord(part)}
        </li>
      ))}
      {missing.length > 0 && (
        <li>
          <Popover trigger="click" title="还缺的信息" content={<MissingList texts={missing} />}>
            <Button type="link" size="small" className="inline-link" icon={unknown}>
              还缺 {missing.length} 项信息
            </Button>
          </Popover>
        </li>
      )}
    </ul>
  );
}

export function MissingList({ texts }: { texts: string[] }) {
  return (
    <ul className="missing-list">
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

export function MatchTerms({ terms }: { terms: Reasons["terms"] }) {
  if (terms.length === 0) return <span className="quiet">没有共同的词</span>;
  return (
    <ul className="term-list" aria-label="共同的词">
      {terms.map(({ term }) => (
        <li key={term}>
          <Tag color="cyan">{term}</Tag>
        </li>
      ))}
    </ul>
  );
}
