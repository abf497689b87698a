import { ListingPage } from "./ListingPage";

export default function DemandPage() {
  return <ListingPage noun="demands" />;
}
