import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { listingCalls, type Listing } from "../../api/listings";
import { path, site, type ListingNoun } from "../../path";
import { isStaff, useSession } from "../../session/session";
import { ActionButton } from "../../ui/ActionButton";
import { ReasonModal, type Reason } from "../../ui/ReasonModal";
import { useAction } from "../../ui/use-action";
import { useUrlState } from "../../ui/use-url-state";
import { IntroductionButton } from "../deals/IntroductionButton";
import { listing_words } from "./words";

type Open = "return" | "close" | null;

const open_states = ["published", "in_talks"];

function submitReason(listing: Listing): string | null {
  if (listing.can.submit) return null;
  return listing.missing.length > 0 ? `还缺 ${listing.missing.length} 项内容` : "您不能提交这条记录";
}

/** What the viewer can do with a listing in its present state; the next step is the one primary button. */
export function ListingActions({ noun, listing }: { noun: ListingNoun; listing: Listing }) {
  const words = listing_words[noun];
  const calls = listingCalls(noun);
  const staff = isStaff(useSession());
  const { modal } = App.useApp();
  const asked = useUrlState().get("dialog") === "request";
  const [open, setOpen] = useState<Open>(null);
  const { id, version, can, state } = listing;
  const submit = useAction((_: undefined): Promise<Listing> => calls.submit(id, version), { done: "已提交，等待审核" });
  const publish = useAction((_: undefined): Promise<Listing> => calls.publish(id, version), { done: "已发布" });
  const reopen = useAction((_: undefined): Promise<Listing> => calls.reopen(id, version), { done: "已重新开放" });
  const stepBack = (call: typeof calls.return) => (reason: Reason) => call(id, { version, ...reason });
  const editing = state === "draft" || state === "returned";
  const close = () => setOpen(null);
  return (
    <>
      {editing && can.edit && (
        <ActionButton
          type="primary"
          disabledReason={submitReason(listing)}
          loading={submit.isPending}
          onClick={() => submit.mutate(undefined)}
        >
          提交审核
        </ActionButton>
      )}
      {can.review && (
        <>
          <Button type="primary" loading={publish.isPending} onClick={() => publish.mutate(undefined)}>
            发布
          </Button>
          <Button danger onClick={() => setOpen("return")}>
            退回
          </Button>
        </>
      )}
      {open_states.includes(state) && (staff || !can.edit) && (
        <IntroductionButton
          type="primary"
          start={{ noun, id, title: listing.title }}
          asked={asked}
          disabledReason={!can.start_deal && "这条记录现在不能引荐"}
        />
      )}
      {can.edit && (
        <Link to={path.listingEdit(noun, id)}>
          <Button>编辑</Button>
        </Link>
      )}
      {can.reopen && (
        <Button loading={reopen.isPending} onClick={() => reopen.mutate(undefined)}>
          重新开放
        </Button>
      )}
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            {
              key: "site",
              label: "公开页面",
              disabled: !open_states.includes(state),
              onClick: () => window.open(site.listing(noun, listing.number), "_blank", "noopener"),
            },
            {
              key: "copy",
              label: "复制本页链接",
              onClick: () => modal.info({ title: "本页链接", content: window.location.href }),
            },
            { key: "close", label: `关闭${words.noun}`, danger: true, disabled: !can.close, onClick: () => setOpen("close") },
          ],
        }}
      >
        <Button>更多</Button>
      </Dropdown>
      {open === "return" && (
        <ReasonModal
          title={`退回${words.noun}`}
          dictionary="return_reason"
          submitLabel="退回"
          done="已退回给发布单位"
          onClose={close}
          run={stepBack(calls.return)}
        />
      )}
      {open === "close" && (
        <ReasonModal
          title={`关闭${words.noun}`}
          dictionary={words.closeReasons}
          submitLabel={`关闭${words.noun}`}
          done="已关闭"
          onClose={close}
          run={stepBack(calls.close)}
        />
      )}
    </>
  );
}
