import { Alert, Button, Card, Flex, Form } from "antd";
import { useState } from "react";
import { isStale } from "../../api/errors";
import { listingCalls, type Listing } from "../../api/listings";
import type { ListingNoun } from "../../path";
import { showFaults } from "../../ui/form-faults";
import { useAction } from "../../ui/use-action";
import { ConflictModal } from "./ConflictModal";
import { changedFields, sectionPatch, sectionValues, type Section, type SectionValues } from "./sections";

interface SectionFormProps {
  noun: ListingNoun;
  /** The record as this page last read or saved it: its version is what the save is checked against. */
  listing: Listing;
  section: Section;
  dirty: boolean;
  onDirty: (dirty: boolean) => void;
  /** What stands in the form now, whether by hand or by a save. */
  onTyped: (values: SectionValues) => void;
  onSaved: (listing: Listing) => void;
  reload: () => Promise<Listing>;
}

export function SectionForm({ noun, listing, section, dirty, onDirty, onTyped, onSaved, reload }: SectionFormProps) {
  const [form] = Form.useForm<SectionValues>();
  const [faults, setFaults] = useState<string[]>([]);
  const [conflict, setConflict] = useState<SectionValues | null>(null);
  const startFrom = (fresh: Listing) => {
    const values = sectionValues(fresh, section);
    form.setFieldsValue(values);
    onTyped(values);
    onDirty(false);
  };
  const save = useAction(
    (values: SectionValues): Promise<Listing> =>
      listingCalls(noun).patch(listing.id, { version: listing.version, ...sectionPatch(values, section) }),
    {
      done: `已保存${section.title}`,
      quiet: true,
      onDone: (fresh) => {
        startFrom(fresh);
        onSaved(fresh);
      },
    },
  );
  const send = (values: SectionValues) => {
    setFaults([]);
    save.mutate(values, {
      onError: (error) => (isStale(error) ? setConflict(values) : setFaults(showFaults(form, error))),
    });
  };
  return (
    <Card
      id={section.key}
      className="edit-section"
      title={<h2 className="row-title">{section.title}</h2>}
      extra={dirty && <span className="quiet">有未保存的修改</span>}
    >
      <Form<SectionValues>
        form={form}
        name={section.key}
        layout="vertical"
        initialValues={sectionValues(listing, section)}
        onValuesChange={(_, values) => {
          onTyped(values);
          onDirty(true);
        }}
        onFinish={send}
        scrollToFirstError
      >
        {faults.length > 0 && <Alert className="form-alert" type="error" showIcon title={faults.join("；")} />}
        <section.Fields />
        <Flex gap={8}>
          <Button type={dirty ? "primary" : "default"} htmlType="submit" loading={save.isPending}>
            保存{section.title}
          </Button>
          {dirty && <Button onClick={() => startFrom(listing)}>放弃修改</Button>}
        </Flex>
      </Form>
      {conflict && (
        <ConflictModal
          section={section}
          values={conflict}
          changed={changedFields(listing, section, conflict)}
          onClose={() => setConflict(null)}
          onReload={async () => {
            startFrom(await reload());
            setConflict(null);
          }}
        />
      )}
    </Card>
  );
}
