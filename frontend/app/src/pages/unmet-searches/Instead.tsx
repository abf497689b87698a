import type { UnmetSearchOut } from "../../api/types";

/** What the person saw in place of an answer. */
export function Instead({ row }: { row: UnmetSearchOut }) {
  if (row.shown === 0 && !row.rescue) return <span className="quiet">什么也没有</span>;
  return (
    <>
      {row.shown > 0 && (
        <div>
          {row.given_up.length > 0 ? `不含“${row.given_up.join(" ")}”的` : "只含部分词语的"} {row.shown} 条
        </div>
      )}
      {row.rescue && <div className="quiet">你是不是要找：{row.rescue}</div>}
    </>
  );
}
