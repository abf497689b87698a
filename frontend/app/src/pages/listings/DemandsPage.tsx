import { ListingsPage } from "./ListingsPage";

export default function DemandsPage() {
  return <ListingsPage noun="demands" />;
}
