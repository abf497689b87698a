import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Anchor, Button, Card } from "antd";
import { Fragment, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { listingCalls, listingQuery, type Listing } from "../../api/listings";
import { path, type ListingNoun } from "../../path";
import { useReference } from "../../reference/reference";
import { ActionButton } from "../../ui/ActionButton";
import { Loaded } from "../../ui/Loaded";
import { useIsNarrow } from "../../ui/media";
import { PageHead } from "../../ui/PageHead";
import { ListingStateTag } from "../../ui/tags";
import { UnsavedGuard } from "../../ui/UnsavedGuard";
import { useAction } from "../../ui/use-action";
import { achievement_sections } from "./achievement-sections";
import { AdvicePanel } from "./AdvicePanel";
import { demand_sections } from "./demand-sections";
import { draftOf } from "./draft";
import { MissingPanel } from "./MissingPanel";
import { PreviewPanel } from "./PreviewPanel";
import { SectionForm } from "./SectionForm";
import { showField } from "./show-field";
import { useTyped } from "./use-typed";
import { listing_words } from "./words";

const sections_of = { achievements: achievement_sections, demands: demand_sections };

function submitReason(listing: Listing, dirty: Set<string>): string | null {
  if (dirty.size > 0) return "请先保存修改";
  if (listing.missing.length > 0) return `还缺 ${listing.missing.length} 项内容`;
  return listing.can.submit ? null : "现在的状态不能提交审核";
}

function Editor({ noun, first }: { noun: ListingNoun; first: Listing }) {
  // Not the query's data: a fresher version read in the background must not unlock a save over someone's work.
  const [listing, setListing] = useState(first);
  const [dirty, setDirty] = useState<Set<string>>(new Set());
  const { label } = useReference();
  const client = useQueryClient();
  const navigate = useNavigate();
  const narrow = useIsNarrow();
  const sections = sections_of[noun];
  const [typed, note] = useTyped(first, sections);
  const draft = draftOf(noun, typed, listing.organization?.id);
  const show = (field: string) => showField(sections, field);
  // beside the forms, or where there is no beside, below the texts that it counts
  const preview = noun === "demands" && <PreviewPanel draft={draft} onShow={show} />;
  const mark = (key: string) => (isDirty: boolean) =>
    setDirty((before) => {
      const next = new Set(before);
      if (isDirty) next.add(key);
      else next.delete(key);
      return next;
    });
  const reload = async () => {
    const fresh = await listingCalls(noun).get(listing.id);
    setListing(fresh);
    return fresh;
  };
  const submit = useAction((_: undefined): Promise<Listing> => listingCalls(noun).submit(listing.id, listing.version), {
    done: "已提交，等待审核",
    onDone: (fresh) => {
      client.setQueryData(listingQuery(noun, fresh.id).queryKey, fresh);
      void navigate(path.listing(noun, fresh.id));
    },
  });
  const handIn = listing.state === "draft" || listing.state === "returned";
  return (
    <>
      <UnsavedGuard active={dirty.size > 0} />
      <PageHead
        title={`编辑：${listing.title}`}
        tags={<ListingStateTag state={listing.state} />}
        note={`${listing.number} · 每一节单独保存`}
        extra={
          <>
            <Link to={path.listing(noun, listing.id)}>
              <Button>返回{listing_words[noun].noun}</Button>
            </Link>
            {handIn && (
              <ActionButton
                type="primary"
                disabledReason={submitReason(listing, dirty)}
                loading={submit.isPending}
                onClick={() => submit.mutate(undefined)}
              >
                提交审核
              </ActionButton>
            )}
          </>
        }
      />
      {listing.state === "returned" && (
        <Alert
          className="form-alert"
          type="warning"
          showIcon
          title={`退回原因：${label("return_reason", listing.review_reason)}`}
          description={listing.review_note}
        />
      )}
      <div className="two-columns">
        <div className="stack">
          {sections.map((section) => (
            <Fragment key={section.key}>
              <SectionForm
                noun={noun}
                listing={listing}
                section={section}
                dirty={dirty.has(section.key)}
                onDirty={mark(section.key)}
                onTyped={note}
                onSaved={setListing}
                reload={reload}
              />
              {narrow && section.fields.includes("problem") && preview}
            </Fragment>
          ))}
        </div>
        <aside className="side-panel">
          {handIn && <MissingPanel listing={listing} sections={sections} typed={typed} />}
          {!narrow && preview}
          <AdvicePanel noun={noun} draft={draft} onShow={show} />
          {!narrow && (
            <Card size="small" title="目录">
              <Anchor
                affix={false}
                targetOffset={80}
                items={sections.map(({ key, title }) => ({
                  key,
                  href: `#${key}`,
                  title: dirty.has(key) ? `${title}（未保存）` : title,
                }))}
              />
            </Card>
          )}
        </aside>
      </div>
    </>
  );
}

export function ListingEditPage({ noun }: { noun: ListingNoun }) {
  const { id = "" } = useParams();
  const query = useQuery({
    ...listingQuery(noun, id),
    queryKey: [noun, id, "edit"] as const,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <Loaded query={query}>
      {(listing) =>
        listing.can.edit ? (
          <Editor key={listing.id} noun={noun} first={listing} />
        ) : (
          <Alert
            type="info"
            showIcon
            title="这条记录现在不能修改"
            description={listing.state === "submitted" ? "审核期间不能修改，审核结束后可以继续。" : "只有发布单位可以修改。"}
            action={<Link to={path.listing(noun, listing.id)}>查看内容</Link>}
          />
        )
      }
    </Loaded>
  );
}
