import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Card, Skeleton } from "antd";
import { previewQuery } from "../../api/matches";
import type { DemandIn, DetailOut, MatchPreviewOut } from "../../api/types";
import { FieldLink } from "./FieldLink";
import { fieldLabel } from "./words";

interface PreviewPanelProps {
  draft: DemandIn;
  onShow: (field: string) => void;
}

function Counts({ counts }: { counts: NonNullable<MatchPreviewOut["counts"]> }) {
  return (
    <dl className="preview-counts">
      <div>
        <dt className="quiet">内容接近</dt>
        <dd>
          {counts.candidates} {counts.at_least ? "条以上" : "条"}
        </dd>
      </div>
      <div>
        <dt className="quiet">其中好的</dt>
        <dd>{counts.good} 条</dd>
      </div>
    </dl>
  );
}

function Alternatives({ details, onShow }: { details: DetailOut[]; onShow: (field: string) => void }) {
  return (
    <>
      <div className="quiet preview-others">也可以</div>
      <ul className="missing-list">
        {details.map(({ field, text }) => (
          <li key={text}>
            <FieldLink field={field} onShow={onShow}>
              {text}
            </FieldLink>
          </li>
        ))}
      </ul>
    </>
  );
}

function Preview({ preview, onShow }: { preview: MatchPreviewOut; onShow: (field: string) => void }) {
  const { counts, next, alternatives, note } = preview;
  return (
    <>
      {counts && <Counts counts={counts} />}
      {note && <p className="quiet preview-next">{note}</p>}
      {next && (
        <>
          <p className="preview-next">{next.text}</p>
          <Button size="small" onClick={() => onShow(next.field)}>
            去填{fieldLabel(next.field)}
          </Button>
        </>
      )}
      {alternatives.length > 0 && <Alternatives details={alternatives} onShow={onShow} />}
    </>
  );
}

/** What the demand would find as it stands, and the one detail that would tell most; it never stands in the way. */
export function PreviewPanel({ draft, onShow }: PreviewPanelProps) {
  const query = useQuery({ ...previewQuery(draft), placeholderData: keepPreviousData });
  return (
    <Card
      size="small"
      title="补一句，多几条"
      extra={<span className="quiet" aria-live="polite">{query.isFetching ? "正在数…" : ""}</span>}
    >
      <div className="preview-body">
        {query.data ? (
          <Preview preview={query.data} onShow={onShow} />
        ) : query.isError ? (
          <p className="quiet preview-next">暂时数不出来，不影响填写和保存。</p>
        ) : (
          <Skeleton active title={false} paragraph={{ rows: 3 }} aria-label="正在数" />
        )}
      </div>
    </Card>
  );
}
