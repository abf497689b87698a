import type { MatchDetailOut } from "../../api/types";
import { today } from "../../format/dates";
import { ownerName } from "../listings/listing-rows";

/** What stands on paper only: which two records these are, and when they were printed. */
export function PrintHead({ detail: { demand, achievement } }: { detail: MatchDetailOut }) {
  return (
    <div className="print-only print-head">
      <div>
        <div>
          需求 {demand.number} · {ownerName(demand)}
        </div>
        <div>
          成果 {achievement.number} · {ownerName(achievement)}
        </div>
      </div>
      <div>打印日期 {today()}</div>
    </div>
  );
}

/** As many as still go below the texts of an ordinary pair. */
const lines = 7;

/** Empty lines for the first call. */
export function CallNotes() {
  return (
    <section className="print-only call-notes" aria-label="通话记录">
      <h2>通话记录</h2>
      <div className="call-facts">
        <span>时间：</span>
        <span>参加人：</span>
      </div>
      {Array.from({ length: lines }, (_, place) => (
        <div key={place} className="call-line" />
      ))}
      <div className="call-facts">
        <span>下一步：</span>
        <span>负责人：</span>
        <span>日期：</span>
      </div>
    </section>
  );
}
