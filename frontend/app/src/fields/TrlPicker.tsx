import { Radio } from "antd";
import { useReference } from "../reference/reference";

interface TrlPickerProps {
  id?: string;
  value?: number | null;
  onChange?: (level: number) => void;
}

/** The nine levels, each with what it means and what proves it, so that nobody has to look the standard up. */
export function TrlPicker({ id, value, onChange }: TrlPickerProps) {
  const { trlLevels } = useReference();
  return (
    <Radio.Group
      id={id}
      className="trl-picker"
      value={value ?? undefined}
      onChange={(event) => onChange?.(Number(event.target.value))}
    >
      {trlLevels.map((level) => (
        <Radio key={level.level} value={level.level}>
          <strong>
            {level.level} {level.name}
          </strong>
          <span className="quiet"> · {level.stageLabel}</span>
          <div>{level.meaning}</div>
          <div className="quiet">证明材料：{level.evidence}</div>
        </Radio>
      ))}
    </Radio.Group>
  );
}
