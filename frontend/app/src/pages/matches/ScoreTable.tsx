import type { MatchOut } from "../../api/types";
import { OutcomeMark } from "./outcomes";
import { decided, pointsText, scoreSum, signedText } from "./reasons";

/** The bar repeats the number beside it: how much of what the part could add. */
function Share({ tenths, most }: { tenths: number; most: number }) {
  const percent = most > 0 ? Math.min(100, Math.max(0, (tenths / most) * 100)) : 0;
  return (
    <span className="share" aria-hidden>
      <span style={{ width: `${percent}%` }} />
    </span>
  );
}

function Points({ tenths, most }: { tenths: number; most: number }) {
  return (
    <span className="score-cell">
      <Share tenths={tenths} most={most} />
      <span className="points">
        {pointsText(tenths)} <span className="quiet">/ {pointsText(most)}</span>
      </span>
    </span>
  );
}

/** The score as a sum: every part with what it says and what it adds. */
export function ScoreTable({ match }: { match: MatchOut }) {
  const { rows, other, total, most } = scoreSum(match);
  return (
    <table className="score-table" aria-label="匹配理由">
      <thead>
        <tr>
          <th scope="col">理由</th>
          <th scope="col">得分 / 满分</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ part, tenths, most: own }) => (
          <tr key={part.name}>
            <th scope="row">
              <span className="part-words">
                <span className="part-name">{part.label}</span>
                <OutcomeMark part={part} />
                <span className="part-text">{part.text}</span>
              </span>
            </th>
            <td>
              {part.name === decided ? (
                <span className="points">{signedText(tenths)}</span>
              ) : (
                <Points tenths={tenths} most={own} />
              )}
            </td>
          </tr>
        ))}
        {other !== 0 && (
          <tr>
            <th scope="row">其他</th>
            <td>
              <span className="points">{pointsText(other)}</span>
            </td>
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">合计，即匹配分</th>
          <td>
            <Points tenths={total} most={most} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
