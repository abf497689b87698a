import { useQuery } from "@tanstack/react-query";
import { Empty, Timeline } from "antd";
import { dealEventsQuery } from "../../../api/deals";
import type { DealEventOut, DealOut } from "../../../api/types";
import { timeText } from "../../../format/dates";
import { useReference } from "../../../reference/reference";
import { Loaded } from "../../../ui/Loaded";
import { FileLink } from "../../files/FilesTab";

function Event({ event }: { event: DealEventOut }) {
  const { label } = useReference();
  const moved = event.to_stage && event.to_stage !== event.from_stage;
  return (
    <>
      <div>
        <strong>{label("deal_event_kind", event.kind)}</strong>
        {moved && (
          <>
            {" "}
            {event.from_stage && `${label("deal_stage", event.from_stage)} → `}
            {label("deal_stage", event.to_stage)}
          </>
        )}
      </div>
      {event.note && <div className="long-text">{event.note}</div>}
      {event.file && <FileLink file={event.file} />}
      <div className="quiet">
        {timeText(event.at)} · {event.person.name} · {event.organization.name}
      </div>
    </>
  );
}

/** Who did what, when and why, newest first. */
export function TimelineTab({ deal }: { deal: DealOut }) {
  const query = useQuery(dealEventsQuery(deal.id));
  return (
    <Loaded query={query}>
      {(events) =>
        events.length === 0 ? (
          <Empty description="还没有进展" />
        ) : (
          <Timeline
            items={[...events]
              .sort((a, b) => b.at.localeCompare(a.at))
              .map((event) => ({ key: event.id, content: <Event event={event} /> }))}
          />
        )
      }
    </Loaded>
  );
}
