import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Card, Skeleton, Tag } from "antd";
import { Link } from "react-router";
import { previewQuery } from "../../api/matches";
import type { DemandIn, DetailOut, MatchPreviewOut } from "../../api/types";
import { path } from "../../path";
import { FieldLink } from "./FieldLink";
import { fieldLabel } from "./words";

/** Leads to a field of the form; absent where the form does not have them all yet. */
type Show = ((field: string) => void) | undefined;

interface PreviewPanelProps {
  draft: DemandIn;
  onShow?: Show;
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

/** In a new tab: what is being written stays. */
function Best({ hits }: { hits: MatchPreviewOut["best"] }) {
  return (
    <>
      <div className="quiet">综合分最高的（好的：达到推荐的分数）</div>
      <ul className="preview-best" aria-label="综合分最高的成果">
        {hits.map(({ id, title, is_good }) => (
          <li key={id}>
            <Link to={path.listing("achievements", id)} target="_blank">
              {title}
            </Link>{" "}
            {is_good && <Tag color="green">好的</Tag>}
          </li>
        ))}
      </ul>
    </>
  );
}

function Alternatives({ details, onShow }: { details: DetailOut[]; onShow: Show }) {
  return (
    <>
      <div className="quiet preview-others">也可以</div>
      <ul className="missing-list">
        {details.map(({ field, text }) => (
          <li key={text}>
            {onShow ? (
              <FieldLink field={field} onShow={onShow}>
                {text}
              </FieldLink>
            ) : (
              text
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Preview({ preview, onShow }: { preview: MatchPreviewOut; onShow: Show }) {
  const { counts, next, alternatives, best, note } = preview;
  return (
    <>
      {counts && <Counts counts={counts} />}
      {best.length > 0 && <Best hits={best} />}
      {note && <p className="quiet preview-next">{note}</p>}
      {next && (
        <>
          <p className="preview-next">{next.text}</p>
          {onShow && (
            <Button size="small" onClick={() => onShow(next.field)}>
              去填{fieldLabel(next.field)}
            </Button>
          )}
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
