import { useQuery } from "@tanstack/react-query";
import { Alert, Card, Tabs, Tag } from "antd";
import { useParams } from "react-router";
import { listingQuery, type Listing } from "../../api/listings";
import type { ListingNoun } from "../../path";
import { timeText } from "../../format/dates";
import { useReference } from "../../reference/reference";
import { isOwn, isStaff, useSession } from "../../session/session";
import { Loaded } from "../../ui/Loaded";
import { PageHead } from "../../ui/PageHead";
import { DemoTag, ListingStateTag, VisibilityTag } from "../../ui/tags";
import { useUrlState } from "../../ui/use-url-state";
import { FilesTab } from "../files/FilesTab";
import { MatchesTab } from "../matches/MatchesTab";
import { ListingDealsTab } from "./ListingDealsTab";
import { ListingActions } from "./ListingActions";
import { ListingDetails } from "./ListingDetails";
import { ownerName } from "./listing-rows";
import { RevisionsTab } from "./RevisionsTab";
import { listing_words } from "./words";

function StateNotes({ listing }: { listing: Listing }) {
  const { label } = useReference();
  if (listing.state === "returned") {
    return (
      <Alert
        type="warning"
        showIcon
        title={`已退回：${label("return_reason", listing.review_reason)}`}
        description={listing.review_note}
      />
    );
  }
  if (listing.state === "closed") {
    const dictionary = "ip_rights" in listing ? "close_reason_achievement" : "close_reason_demand";
    return (
      <Alert
        type="info"
        showIcon
        title={`已关闭：${label(dictionary, listing.close_reason)}`}
        description={listing.close_note}
      />
    );
  }
  if (listing.abstract_only) {
    return <Alert type="info" showIcon title="目前只能看到摘要；签订保密协议后可以看到全文。" />;
  }
  return null;
}

function ListingView({ noun, listing }: { noun: ListingNoun; listing: Listing }) {
  const words = listing_words[noun];
  const url = useUrlState();
  const session = useSession();
  const own = listing.can.edit || listing.can.review || listing.can.close || listing.can.reopen;
  const items = [
    { key: "details", label: "内容", children: <ListingDetails listing={listing} /> },
    ...(isStaff(session) || isOwn(session, listing)
      ? [
          { key: "matches", label: words.matches, children: <MatchesTab noun={noun} listingId={listing.id} /> },
          { key: "deals", label: "交易", children: <ListingDealsTab noun={noun} listing={listing} /> },
        ]
      : []),
    {
      key: "files",
      label: "文件",
      children: <FilesTab subject={{ kind: words.subject, id: listing.id }} canAdd={listing.can.upload} />,
    },
    ...(own
      ? [{ key: "revisions", label: "修改记录", children: <RevisionsTab noun={noun} id={listing.id} /> }]
      : []),
  ];
  const tab = items.find(({ key }) => key === url.get("tab"))?.key ?? "details";
  return (
    <>
      <PageHead
        title={listing.title}
        tags={
          <>
            <ListingStateTag state={listing.state} />
            <VisibilityTag visibility={listing.visibility} />
            <DemoTag show={listing.is_demo} />
            <Tag>{listing.number}</Tag>
          </>
        }
        note={`${ownerName(listing)} · 更新于 ${timeText(listing.updated_at)}`}
        extra={<ListingActions noun={noun} listing={listing} />}
      />
      <StateNotes listing={listing} />
      <Card>
        <Tabs activeKey={tab} onChange={(key) => url.change({ tab: key }, { replace: true })} items={items} />
      </Card>
    </>
  );
}

export function ListingPage({ noun }: { noun: ListingNoun }) {
  const { id = "" } = useParams();
  const query = useQuery(listingQuery(noun, id));
  return <Loaded query={query}>{(listing) => <ListingView noun={noun} listing={listing} />}</Loaded>;
}
