import { Button, Flex, Form, Input } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { startDeal } from "../../api/deals";
import type { MatchOut } from "../../api/types";
import { limit } from "../../fields/limits";
import { path } from "../../path";
import { isOwn, isStaff, useSession } from "../../session/session";
import { ActionButton } from "../../ui/ActionButton";
import { FormModal } from "../../ui/FormModal";
import { WatchButton } from "../watches/WatchButton";
import { gapFact, gapWords, watch_words, type GapWords, type Viewer } from "./gap-words";
import type { Gap } from "./reasons";

interface AskModalProps {
  match: MatchOut;
  gap: Gap;
  words: GapWords;
  staff: boolean;
  onClose: () => void;
}

/** An introduction whose note already asks the question. */
function AskModal({ match, gap, words, staff, onClose }: AskModalProps) {
  const navigate = useNavigate();
  return (
    <FormModal<{ note: string }>
      title={words.action}
      submitLabel={staff ? "发起引荐" : "请求引荐"}
      done={staff ? "已发起引荐，等待双方答复" : "已请求引荐，等待对方答复"}
      initialValues={{ note: `${gapFact(gap)}。${words.note}` }}
      onClose={onClose}
      run={async ({ note }, key) => {
        const deal = await startDeal({ match_id: match.id, note }, key);
        void navigate(path.deal(deal.id));
      }}
      intro={
        <>
          <p>
            {match.achievement.title} — {match.demand.title}
          </p>
          <p className="quiet">
            {staff
              ? "问题随引荐发给双方。"
              : "问题随引荐发出，请求即表示贵单位同意引荐；对方也同意以后，双方的联系方式互相可见。"}
          </p>
        </>
      }
    >
      <Form.Item
        name="note"
        label={staff ? "给双方的说明" : "给技术经理人的话"}
        extra="双方都会看到"
        rules={[{ required: true, whitespace: true, message: "请写明想问什么" }]}
      >
        <Input.TextArea rows={5} maxLength={limit.paragraph} showCount />
      </Form.Item>
    </FormModal>
  );
}

/** The one thing that can be done about the gap; nothing once the match is decided or a deal. */
export function GapAction({ match, gap, size }: { match: MatchOut; gap: Gap; size?: "small" }) {
  const session = useSession();
  const [asking, setAsking] = useState(false);
  if (match.deal || match.state === "dismissed" || match.state === "expired") return null;
  const staff = isStaff(session);
  const viewer: Viewer = staff ? "staff" : isOwn(session, match.achievement) ? "supply" : "demand";
  const words = gapWords(gap, viewer);
  const hope = viewer === "supply" ? undefined : watch_words[gap.limit];
  const watch = hope && <WatchButton achievementId={match.achievement.id} label={hope} size={size} />;
  if (!words && watch) return watch;
  if (!words) {
    const q = match.reasons.terms[0]?.term ?? match.demand.title;
    return (
      <Link to={path.standingSearchNew({ q, kind: "demand" })}>
        <Button size={size}>订阅同类需求</Button>
      </Link>
    );
  }
  const unverified = !staff && session.membership.organization.verification !== "verified";
  return (
    <Flex gap={8} wrap>
      <ActionButton size={size} disabledReason={unverified && "贵单位通过认证后可以请求引荐"} onClick={() => setAsking(true)}>
        {words.action}
      </ActionButton>
      {watch}
      {asking && <AskModal match={match} gap={gap} words={words} staff={staff} onClose={() => setAsking(false)} />}
    </Flex>
  );
}
