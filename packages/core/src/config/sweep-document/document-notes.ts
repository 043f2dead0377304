/** What a document of a sweep cannot say, or what somebody has to fill in. */
export interface SweepDocumentNote {
  /** The key of the document, with dots. */
  readonly path: string;
  /** A sentence for a person, without the path. */
  readonly message: string;
}

/** Collects the notes of one document. */
export type AddNote = (path: string, message: string) => void;
