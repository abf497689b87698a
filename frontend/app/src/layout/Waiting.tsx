import { Flex, Spin } from "antd";

export function Waiting() {
  return (
    <Flex className="waiting" align="center" justify="center" role="status" aria-label="正在打开">
      <Spin size="large" />
    </Flex>
  );
}
