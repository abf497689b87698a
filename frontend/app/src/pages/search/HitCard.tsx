import { Card, Flex, Tag } from "antd";
import { Link } from "react-router";
import type { SearchHitOut } from "../../api/types";
import { dayText } from "../../format/dates";
import { priceText } from "../../format/money";
import { path, type ListingNoun } from "../../path";
import { useReference } from "../../reference/reference";
import { isStaff, useSession } from "../../session/session";
import { Marked } from "../../ui/Marked";
import { DemoTag, ModeTags, TrlTag } from "../../ui/tags";
import { IntroductionButton } from "../deals/IntroductionButton";
import { ownerName } from "../listings/listing-rows";

export const nounOf = (kind: string): ListingNoun => (kind === "demand" ? "demands" : "achievements");

export function HitCard({ hit }: { hit: SearchHitOut }) {
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
        <DemoTag show={hit.is_demo} />
      </h3>
      <p className="long-text">
        <Marked pieces={hit.passage} />
      </p>
      <Flex gap={4} wrap>
        <TrlTag level={hit.trl} />
        <ModeTags modes={hit.modes} />
        <Tag>{priceText(hit.price)}</Tag>
      </Flex>
      <Flex justify="space-between" align="center" gap={8} wrap>
        <span className="quiet">
          {hit.number} · {ownerName(hit)} · {reference.field(hit.field)} · {hit.region_label || "—"} ·{" "}
          {dayText(hit.published_at)}
        </span>
        {(isStaff(session) || !own) && <IntroductionButton start={{ noun, id: hit.id, title }} />}
      </Flex>
    </Card>
  );
}
