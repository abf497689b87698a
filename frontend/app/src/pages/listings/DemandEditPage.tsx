import { ListingEditPage } from "./ListingEditPage";

export default function DemandEditPage() {
  return <ListingEditPage noun="demands" />;
}
