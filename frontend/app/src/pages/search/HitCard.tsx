import { Card, Flex, Tag } from "antd";
import { Link } from "react-router";
import type { SearchHitOut } from "../../api/types";
import { dayText } from "../../format/dates";
import { priceText } from "../../format/money";
import { path } from "../../path";
import { useReference } from "../../reference/reference";
import { isStaff, useSession } from "../../session/session";
import { Marked } from "../../ui/Marked";
import { DemoTag, ModeTags, TrlTag } from "../../ui/tags";
import { IntroductionButton } from "../deals/IntroductionButton";
import { ownerName } from "../listings/listing-rows";
import { nounOf } from "./nouns";

/** What a score is made of, for staff who wonder about the order. */
function Explanation({ parts }: { parts: NonNullable<SearchHitOut["explanation"]> }) {
  return (
    <details className="explanation">
      <summary>为什么排在这里</summary>
      <dl>
        {parts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value.toFixed(3)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function SignTags({ hit }: { hit: SearchHitOut }) {
  return (
    <>
      {hit.confidential && <Tag color="purple">保密</Tag>}
      {hit.signs.fresh && <Tag color="green">近期更新</Tag>}
      {hit.signs.verified && <Tag color="blue">单位已认证</Tag>}
      {hit.signs.complete && <Tag>资料完整</Tag>}
    </>
  );
}

/** `isNew`: published since the person last looked at the standing search. */
export function HitCard({ hit, isNew = false }: { hit: SearchHitOut; isNew?: boolean }) {
  const reference = useReference();
  const session = useSession();
  const own = hit.organization?.id === session.membership.organization.id;
  const noun = nounOf(hit.kind);
  const title = hit.title.map(({ text }) => text).join("");
  return (
    <Card size="small">
      <h3>
        <Tag color={hit.kind === "demand" ? "orange" : "cyan"}>{reference.label("listing_kind", hit.kind)}</Tag>
        <Link to={path.listing(noun, hit.id)}>
          <Marked pieces={hit.title} />
        </Link>{" "}
        {isNew && <Tag color="red">新</Tag>} <DemoTag show={hit.is_demo} />
      </h3>
      <p className="long-text">
        <Marked pieces={hit.passage} />
      </p>
      <Flex gap={4} wrap>
        <TrlTag level={hit.trl} />
        <ModeTags modes={hit.modes} />
        <Tag>{priceText(hit.price)}</Tag>
        <SignTags hit={hit} />
      </Flex>
      <Flex justify="space-between" align="center" gap={8} wrap>
        <span className="quiet">
          {hit.number} · {ownerName(hit)} · {reference.field(hit.field)} · {hit.region_label || "—"} ·{" "}
          {dayText(hit.published_at)}
        </span>
        {(isStaff(session) || !own) && <IntroductionButton start={{ noun, id: hit.id, title }} />}
      </Flex>
      {hit.explanation && <Explanation parts={hit.explanation} />}
    </Card>
  );
}
