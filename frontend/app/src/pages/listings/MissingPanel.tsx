import { CheckCircleOutlined } from "@ant-design/icons";
import { Card, Flex } from "antd";
import type { Listing } from "../../api/listings";
import { isTyped, sectionOf, type Section, type SectionValues } from "./sections";

interface MissingPanelProps {
  listing: Listing;
  sections: Section[];
  /** What stands in the forms, saved or not. */
  typed: SectionValues;
}

/** What the server still wants before the listing can be handed in; each line leads to its section. */
export function MissingPanel({ listing, sections, typed }: MissingPanelProps) {
  if (listing.missing.length === 0) {
    return (
      <Card size="small" title="还缺什么">
        <Flex gap={8}>
          <CheckCircleOutlined style={{ color: "#0e5f57" }} aria-hidden />
          必填内容已经齐全。
        </Flex>
      </Card>
    );
  }
  return (
    <Card size="small" title={`还缺 ${listing.missing.length} 项`}>
      <ul className="missing-list">
        {listing.missing.map(({ path, message }) => {
          const section = sectionOf(sections, path);
          return (
            <li key={path}>
              {section ? <a href={`#${section.key}`}>{message}</a> : message}
              {section && isTyped(typed, path) && <span className="quiet">（已填，保存“{section.title}”后算数）</span>}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
