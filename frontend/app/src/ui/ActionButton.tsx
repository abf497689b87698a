import { Button, Tooltip, type ButtonProps } from "antd";

interface ActionButtonProps extends ButtonProps {
  /** Why it cannot be done now: the button stays in sight, disabled, and says so. */
  disabledReason?: string | false | null;
}

export function ActionButton({ disabledReason, ...button }: ActionButtonProps) {
  if (!disabledReason) return <Button {...button} />;
  return (
    <Tooltip title={disabledReason} trigger={["hover", "focus"]}>
      <span className="disabled-action" tabIndex={0} aria-label={`${textOf(button.children)}：${disabledReason}`}>
        <Button {...button} disabled />
      </span>
    </Tooltip>
  );
}

const textOf = (children: unknown) => (typeof children === "string" ? children : "操作");
