import { DatePicker } from "antd";
import dayjs from "dayjs";

interface DateFieldProps {
  id?: string;
  value?: string | null;
  onChange?: (day: string | null) => void;
  disabled?: boolean;
  placeholder?: string;
}

/** Holds `YYYY-MM-DD`, as the server does: a day has no time zone. */
export function DateField({ value, onChange, ...input }: DateFieldProps) {
  return (
    <DatePicker
      {...input}
      className="wide-field"
      value={value ? dayjs(value) : null}
      // Enter takes the day that was typed; it must not send the form as well.
      onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
      onChange={(day) => onChange?.(day ? day.format("YYYY-MM-DD") : null)}
    />
  );
}
