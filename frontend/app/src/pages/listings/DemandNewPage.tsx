import { ListingNewPage } from "./ListingNewPage";

export default function DemandNewPage() {
  return <ListingNewPage noun="demands" />;
}
