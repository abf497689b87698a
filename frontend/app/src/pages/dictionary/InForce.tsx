import { useQuery } from "@tanstack/react-query";
import { Alert, Flex, Progress } from "antd";
import { useEffect, useState } from "react";
import { indexQuery } from "../../api/dictionary";
import type { DictionaryOut } from "../../api/types";

/** How far the index is with the words of the newest version, and a word when it is there. */
export function InForce({ dictionary }: { dictionary: DictionaryOut }) {
  const waiting = dictionary.pending !== "none";
  const [waited, setWaited] = useState(waiting);
  useEffect(() => {
    if (waiting) setWaited(true);
  }, [waiting]);
  if (waiting) return <Following version={dictionary.version} />;
  if (!waited) return null;
  return (
    <Alert
      className="form-alert"
      type="success"
      showIcon
      closable={{ closeIcon: true, onClose: () => setWaited(false) }}
      title={dictionary.version === 0 ? "内置词表已经生效" : `第 ${dictionary.version} 版已经生效`}
      description="检索已按新的词典进行。"
    />
  );
}

function Following({ version }: { version: number }) {
  const { data } = useQuery(indexQuery);
  const rebuilding = data?.rebuilding;
  const percent = rebuilding && rebuilding.total > 0 ? Math.floor((rebuilding.done / rebuilding.total) * 100) : 0;
  return (
    <Alert
      className="form-alert"
      type="info"
      showIcon
      title={`第 ${version} 版正在生效，检索照常使用，仍按原来的词典`}
      description={
        <Flex vertical gap={4} aria-live="polite">
          <span>
            {rebuilding
              ? `正在后台重新切分全部条目：${rebuilding.done.toLocaleString("zh-CN")} / ${rebuilding.total.toLocaleString("zh-CN")}`
              : "等待索引开始更新，通常只要几秒。"}
          </span>
          {rebuilding && <Progress percent={percent} status="active" aria-label={`已完成 ${percent}%`} />}
        </Flex>
      }
    />
  );
}
