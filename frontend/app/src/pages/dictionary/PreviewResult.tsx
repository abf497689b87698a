import { Empty, Flex, Tag, Tooltip } from "antd";
import type { ReactNode } from "react";
import type { CutOut, CutPreviewOut, PreviewOut, ScenarioChangeOut } from "../../api/types";
import { Differences } from "./Differences";

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="preview-part">
      <h3 className="row-title">{title}</h3>
      {children}
    </section>
  );
}

function waitText({ words_change, last_rebuild_seconds }: PreviewOut): string {
  if (words_change === "none") return "词典没有变化。";
  if (words_change === "query_only") return "保存后几秒内生效，不必重新切分已有条目。";
  const last = last_rebuild_seconds == null ? "" : `上一次用了 ${Math.max(1, Math.round(last_rebuild_seconds))} 秒。`;
  return `保存后会在后台重新切分全部条目，期间检索照常、仍按原来的词典。${last}`;
}

/** A cut word; inner words and synonyms stand in its tooltip, so that the line stays readable. */
function Word({ word }: { word: CutOut }) {
  const notes = [
    word.stop && "停用词，检索时不要求出现",
    word.inner.length > 0 && `其中也能找到：${word.inner.join("、")}`,
    word.synonyms.length > 0 && `也找：${word.synonyms.join("、")}`,
  ].filter(Boolean);
  const tag = (
    <Tag className="cut-word" color={word.changed ? "blue" : undefined} tabIndex={notes.length > 0 ? 0 : undefined}>
      {word.stop ? <span className="quiet">{word.text}</span> : word.text}
      {word.synonyms.length > 0 && <sup aria-label="有同义词">≈</sup>}
    </Tag>
  );
  return notes.length > 0 ? (
    <Tooltip title={notes.join("；")} trigger={["hover", "focus"]}>
      {tag}
    </Tooltip>
  ) : (
    tag
  );
}

function Cut({ cut }: { cut: CutPreviewOut }) {
  const line = (words: CutOut[]) => words.map((word, index) => <Word key={index} word={word} />);
  return (
    <li className="cut">
      {cut.changed ? (
        <>
          <div>
            <span className="cut-side">现在</span>
            {line(cut.before)}
          </div>
          <div>
            <span className="cut-side">之后</span>
            {line(cut.after)}
          </div>
        </>
      ) : (
        <div>
          <span className="cut-side">不变</span>
          {line(cut.after)}
        </div>
      )}
    </li>
  );
}

const verdict = (scenario: ScenarioChangeOut) => {
  if (scenario.held_before && !scenario.holds_after) return <Tag color="red">变差：不再符合预期</Tag>;
  if (!scenario.held_before && scenario.holds_after) return <Tag color="green">变好：符合预期了</Tag>;
  return scenario.holds_after ? <Tag>名次有变，仍符合预期</Tag> : <Tag color="orange">名次有变，原来就不符合预期</Tag>;
};

function Hits({ label, titles }: { label: string; titles: string[] }) {
  return (
    <div>
      <div className="quiet">{label}</div>
      {titles.length === 0 ? <span className="quiet">没有结果</span> : null}
      <ol className="scenario-hits">
        {titles.map((title) => (
          <li key={title}>{title}</li>
        ))}
      </ol>
    </div>
  );
}

function Scenario({ scenario }: { scenario: ScenarioChangeOut }) {
  return (
    <li className="scenario">
      <Flex gap={6} wrap align="center">
        <strong>{scenario.name}</strong> {verdict(scenario)}
      </Flex>
      <div className="quiet">
        {scenario.theme}，检索“{scenario.query.slice(0, 80)}”
      </div>
      <div className="compare">
        <Hits label="现在" titles={scenario.before} />
        <Hits label="之后" titles={scenario.after} />
      </div>
    </li>
  );
}

/** Scenarios that get worse stand first. */
const byVerdict = (scenarios: ScenarioChangeOut[]) =>
  [...scenarios].sort((a, b) => Number(a.holds_after) - Number(a.held_before) - Number(b.holds_after) + Number(b.held_before));

export function PreviewResult({ preview }: { preview: PreviewOut }) {
  const { scenarios } = preview;
  return (
    <Flex vertical gap={16} aria-live="polite">
      <Part title="改了什么">
        {preview.changes.length > 0 ? (
          <Differences changes={preview.changes} />
        ) : (
          <span className="quiet">这些条目词表里已有，没有需要保存的变化。</span>
        )}
      </Part>
      <Part title="怎样生效">{waitText(preview)}</Part>
      {preview.words.length > 0 && (
        <Part title="现有条目里含有这些词的">
          <Flex gap={4} wrap>
            {preview.words.map((word) => (
              <Tag key={word.text}>
                {word.text} {word.listings.toLocaleString("zh-CN")} 条
              </Tag>
            ))}
          </Flex>
        </Part>
      )}
      <Part title="文字怎样切分">
        {preview.cuts.length > 0 ? (
          <ul className="part-list cuts">
            {preview.cuts.map((cut) => (
              <Cut key={cut.text} cut={cut} />
            ))}
          </ul>
        ) : (
          <Empty description="没有可试切的文字" />
        )}
      </Part>
      <Part title={`检索场景（共 ${scenarios.total} 个）`}>
        {scenarios.changed.length === 0 ? (
          <span>没有受影响的：排在前面的结果都不变。</span>
        ) : (
          <>
            <p>{scenarios.changed.length} 个场景排在前面的结果有变化：</p>
            <ul className="part-list scenarios">
              {byVerdict(scenarios.changed).map((scenario) => (
                <Scenario key={`${scenario.theme} ${scenario.name}`} scenario={scenario} />
              ))}
            </ul>
          </>
        )}
      </Part>
    </Flex>
  );
}
