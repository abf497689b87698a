import { Flex, Typography } from "antd";
import { useEffect, type ReactNode } from "react";

interface PageHeadProps {
  title: string;
  tags?: ReactNode;
  note?: ReactNode;
  extra?: ReactNode;
}

export function PageHead({ title, tags, note, extra }: PageHeadProps) {
  useEffect(() => {
    document.title = `${title} · 技桥工作台`;
  }, [title]);
  return (
    <Flex className="page-head" justify="space-between" align="flex-start" gap={16} wrap>
      <div className="page-head-text">
        <Typography.Title level={1} className="page-title">
          {title}
        </Typography.Title>
        {tags && (
          <Flex gap={8} wrap align="center">
            {tags}
          </Flex>
        )}
        {note && <div className="quiet">{note}</div>}
      </div>
      {extra && (
        <Flex gap={8} wrap className="page-head-extra">
          {extra}
        </Flex>
      )}
    </Flex>
  );
}
