import { Modal } from "antd";
import { useBeforeUnload, useBlocker } from "react-router";

/** Asks before typed work is left behind, inside the workbench and when the tab is closed. */
export function UnsavedGuard({ active }: { active: boolean }) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => active && currentLocation.pathname !== nextLocation.pathname,
  );
  useBeforeUnload((event) => {
    if (active) event.preventDefault();
  });
  return (
    <Modal
      open={blocker.state === "blocked"}
      title="有未保存的修改"
      okText="离开，不保存"
      okButtonProps={{ danger: true }}
      cancelText="留在本页"
      onOk={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
    >
      离开本页后，还没有保存的内容会丢失。
    </Modal>
  );
}
