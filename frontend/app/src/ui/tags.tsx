import { Tag } from "antd";
import { useReference } from "../reference/reference";

const listing_colors: Record<string, string> = {
  draft: "default",
  submitted: "gold",
  returned: "red",
  published: "green",
  in_talks: "blue",
  closed: "default",
};
const verification_colors: Record<string, string> = { pending: "gold", verified: "green", rejected: "red" };
const deal_colors: Record<string, string> = { active: "blue", lost: "red", archived: "green" };
const match_colors: Record<string, string> = { suggested: "gold", accepted: "green", dismissed: "default" };

export function ListingStateTag({ state }: { state: string }) {
  const { label } = useReference();
  return <Tag color={listing_colors[state]}>{label("listing_state", state)}</Tag>;
}

export function VerificationTag({ verification }: { verification: string }) {
  const { label } = useReference();
  return <Tag color={verification_colors[verification]}>{label("verification", verification)}</Tag>;
}

export function DealStateTag({ state }: { state: string }) {
  const { label } = useReference();
  return <Tag color={deal_colors[state]}>{label("deal_state", state)}</Tag>;
}

export function MatchStateTag({ state }: { state: string }) {
  const { label } = useReference();
  return <Tag color={match_colors[state]}>{label("match_state", state)}</Tag>;
}

export function VisibilityTag({ visibility }: { visibility: string }) {
  const { label } = useReference();
  return <Tag>{label("visibility", visibility)}</Tag>;
}

export const DemoTag = ({ show }: { show: boolean }) => (show ? <Tag color="purple">演示</Tag> : null);

export function TrlTag({ level }: { level: number | null | undefined }) {
  const { trl } = useReference();
  const found = trl(level);
  if (!found) return null;
  return (
    <Tag title={found.meaning}>
      成熟度 {found.level} · {found.stageLabel}
    </Tag>
  );
}

export function ModeTags({ modes }: { modes: string[] }) {
  const { label } = useReference();
  return (
    <>
      {modes.map((mode) => (
        <Tag key={mode}>{label("transfer_mode", mode)}</Tag>
      ))}
    </>
  );
}
