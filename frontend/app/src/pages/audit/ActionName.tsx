import { actionWords } from "./action-words";

/** An action in words, with the recorded code behind. */
export function ActionName({ action }: { action: string }) {
  const words = actionWords(action);
  if (!words) return <>{action}</>;
  return (
    <>
      {words} <span className="quiet">{action}</span>
    </>
  );
}
