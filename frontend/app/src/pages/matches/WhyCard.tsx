import { Alert, Card } from "antd";
import { Link } from "react-router";
import type { MatchOut } from "../../api/types";
import { path } from "../../path";
import { GapAction } from "./GapAction";
import { MatchTerms, MissingList } from "./outcomes";
import { missingTexts, summaryText } from "./reasons";
import { ScoreTable } from "./ScoreTable";

/** Other listings with the same words; the search knows them by their numbers. */
function Copies({ numbers }: { numbers: string[] }) {
  return (
    <section>
      <h3>同样内容的还有</h3>
      <p className="row-line">
        {numbers.map((number) => (
          <Link key={number} to={path.search({ q: number })}>
            {number}
          </Link>
        ))}
      </p>
      <p className="quiet">内容相同，只比较了这一条。</p>
    </section>
  );
}

/** Why the two fit: the sentence, what stands in the way, the sum, the shared words, and what is not known. */
export function WhyCard({ match }: { match: MatchOut }) {
  const { reasons } = match;
  const { gap, copies = [], notes = [] } = reasons;
  const missing = missingTexts(reasons);
  return (
    <Card title="为什么匹配">
      <div className="stack">
        <div>{summaryText(reasons)}</div>
        {notes.map((note) => (
          <Alert key={note} type="warning" showIcon title={note} />
        ))}
        {gap && (
          <Alert
            type="warning"
            showIcon
            title="差一点"
            description={
              <div className="gap-words">
                <span>{gap.text}</span>
                <GapAction match={match} gap={gap} />
              </div>
            }
          />
        )}
        <div className="why-columns">
          <ScoreTable match={match} />
          <div className="why-side">
            <section>
              <h3>共同的词</h3>
              <MatchTerms terms={reasons.terms} />
            </section>
            <section>
              <h3>还缺的信息</h3>
              {missing.length > 0 ? (
                <>
                  <MissingList texts={missing} />
                  <p className="quiet">对方可补充；补上以后，分数更可靠。</p>
                </>
              ) : (
                <span className="quiet">要比较的条件双方都写了</span>
              )}
            </section>
            {copies.length > 0 && <Copies numbers={copies} />}
          </div>
        </div>
      </div>
    </Card>
  );
}
