interface FieldLinkProps {
  field: string;
  onShow: (field: string) => void;
  children: string;
}

/** A sentence that leads to the field it speaks of. */
export function FieldLink({ field, onShow, children }: FieldLinkProps) {
  return (
    <a
      href={`#${field}`}
      onClick={(event) => {
        event.preventDefault();
        onShow(field);
      }}
    >
      {children}
    </a>
  );
}
