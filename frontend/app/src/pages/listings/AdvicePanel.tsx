import { CheckCircleOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Card, Flex } from "antd";
import { adviceQuery } from "../../api/listings";
import type { AchievementIn, DemandIn } from "../../api/types";
import type { ListingNoun } from "../../path";
import { FieldLink } from "./FieldLink";

interface AdvicePanelProps {
  noun: ListingNoun;
  draft: AchievementIn & DemandIn;
  onShow: (field: string) => void;
}

/** What the other side looks for and does not find yet; each line leads to its field. */
export function AdvicePanel({ noun, draft, onShow }: AdvicePanelProps) {
  const { data: advice } = useQuery({ ...adviceQuery(noun, draft), placeholderData: keepPreviousData });
  if (!advice) return null;
  return (
    <Card size="small" title={advice.length > 0 ? "可以写得更好" : "写得如何"}>
      {advice.length > 0 ? (
        <ul className="missing-list">
          {advice.map(({ code, field, text }) => (
            <li key={code}>
              <FieldLink field={field} onShow={onShow}>
                {text}
              </FieldLink>
            </li>
          ))}
        </ul>
      ) : (
        <Flex gap={8}>
          <CheckCircleOutlined style={{ color: "#0e5f57" }} aria-hidden />
          对方常问的都写到了。
        </Flex>
      )}
    </Card>
  );
}
