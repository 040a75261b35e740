/*
 * Pieces of the editor's text that cannot be broken: figures and citations.
 *
 * A piece is an immutable entity of Draft.js. Left alone, the caret could stand inside
 * one, and a letter typed there would turn the piece into plain words. Here the caret
 * steps over it, a selection takes all of it, and Enter opens the one that is selected.
 */
(() => {
  const { createElement, Fragment } = window.React;
  const { EditorState, Modifier, SelectionState } = window.DraftJS;
  const { ModalWorkflowSource, TooltipEntity } = window.draftail;

  const isPiece = (content, key) =>
    Boolean(key) && content.getEntity(key).getMutability() === "IMMUTABLE";

  /** Call back with the key, start and end of each piece of a block. */
  const eachPiece = (content, block, then) =>
    block.findEntityRanges(
      (character) => isPiece(content, character.getEntity()),
      (start, end) => then(block.getEntityAt(start), start, end),
    );

  /** Return the piece around a place in a block; none if it is beside one. */
  const around = (content, block, offset) => {
    let found = null;
    eachPiece(content, block, (key, start, end) => {
      if (start < offset && offset < end) {
        found = { key, start, end };
      }
    });
    return found;
  };

  /** Return the selection that covers a piece; of copies, the one that is selected. */
  const selectionOf = (editorState, wanted) => {
    const content = editorState.getCurrentContent();
    const selection = editorState.getSelection();
    const found = [];
    content.getBlocksAsArray().forEach((block) =>
      eachPiece(content, block, (key, start, end) => {
        if (key === wanted) {
          found.push([block.getKey(), start, end]);
        }
      }),
    );
    const isSelected = ([block, start, end]) =>
      block === selection.getFocusKey() &&
      start <= selection.getStartOffset() &&
      selection.getEndOffset() <= end;
    const [block, start, end] = found.find(isSelected) ?? found[0];
    return SelectionState.createEmpty(block).merge({
      anchorOffset: start,
      focusOffset: end,
    });
  };

  /** Return the key of the piece that is selected, and nothing else with it. */
  const selected = (editorState) => {
    const content = editorState.getCurrentContent();
    const selection = editorState.getSelection();
    let found = null;
    if (selection.getStartKey() === selection.getEndKey()) {
      const block = content.getBlockForKey(selection.getStartKey());
      eachPiece(content, block, (key, start, end) => {
        if (start === selection.getStartOffset() && end === selection.getEndOffset()) {
          found = key;
        }
      });
    }
    return found;
  };

  /** Return where an end of a selection goes that has come to stand inside a piece. */
  const outside = ({ start, end }, offset, before) => {
    if (before !== null) {
      return offset > before ? end : start;
    }
    return offset - start < end - offset ? start : end;
  };

  const withoutBrokenPieces = (editorState, before) => {
    const content = editorState.getCurrentContent();
    const selection = editorState.getSelection();
    const [anchorKey, focusKey] = [selection.getAnchorKey(), selection.getFocusKey()];
    const [anchor, focus] = [selection.getAnchorOffset(), selection.getFocusOffset()];
    const anchored = around(content, content.getBlockForKey(anchorKey), anchor);
    const focused = around(content, content.getBlockForKey(focusKey), focus);
    if (!anchored && !focused) {
      return editorState;
    }
    let [anchorOffset, focusOffset] = [anchor, focus];
    if (selection.isCollapsed()) {
      const earlier = before.getSelection();
      const from = earlier.getFocusKey() === focusKey ? earlier.getFocusOffset() : null;
      focusOffset = anchorOffset = outside(focused, focus, from);
    } else {
      const isBackward = selection.getIsBackward();
      if (anchored) {
        anchorOffset = isBackward ? anchored.end : anchored.start;
      }
      if (focused) {
        const earlier = before.getSelection().getFocusOffset();
        const isLess = Math.abs(focus - earlier) === 1 && focus > earlier === isBackward;
        focusOffset = isBackward === isLess ? focused.end : focused.start;
      }
    }
    return EditorState.forceSelection(
      editorState,
      selection.merge({ anchorOffset, focusOffset }),
    );
  };

  /** Return Draftail's editor around an element; Wagtail keeps it at the form's field. */
  const editorOf = (element) => {
    const { parentNode } = element.closest("[data-draftail-editor-wrapper]");
    const fields = [...parentNode.querySelectorAll("input")];
    return fields.find(({ draftailEditor }) => draftailEditor).draftailEditor;
  };

  window.draftail.registerPlugin(
    {
      type: "PIECES",
      onChange: (editorState, { getEditorState }) =>
        withoutBrokenPieces(editorState, getEditorState()),
      handleReturn: (event, editorState) => {
        const key = selected(editorState);
        if (!key) {
          return "not-handled";
        }
        editorOf(event.target).onEditEntity(key);
        return "handled";
      },
    },
    "plugins",
  );

  /** Put the caret into a field of a window, once that has come up. */
  const begin = (modal, field) => {
    const name = modal.body.find("h1, h2").first().text();
    modal.container.attr("aria-label", name.trim().replace(/\s+/g, " "));
    field.focus();
    // It comes up slowly, and takes the focus then.
    modal.container.one("shown.bs.modal", () => field.focus());
  };

  /** What a window that lists things does: Wagtail's, with the caret in the search. */
  const onload = {
    ...window.CHOOSER_MODAL_ONLOAD_HANDLERS,
    choose: (modal, data) => {
      window.CHOOSER_MODAL_ONLOAD_HANDLERS.choose(modal, data);
      begin(modal, modal.body.get(0).querySelector("[name=q]"));
    },
  };

  const toRemove = new Set();

  /** A window in which a piece is chosen; its `urlFor` and `describe` are the kind's. */
  class PieceSource extends ModalWorkflowSource {
    /** Return the piece that is edited; none if a new one is added, even beside one. */
    get edited() {
      const { editorState, entity, entityKey, entityType } = this.props;
      const isSame = entity && entity.getType() === entityType.type;
      return isSame && !editorState.getSelection().isCollapsed() ? entityKey : null;
    }

    componentDidMount() {
      if (toRemove.delete(this.props.entityKey)) {
        this.remove();
      } else {
        super.componentDidMount();
      }
    }

    /** Put a piece with this data, and plain text behind it, where the selection is. */
    put(data, selection, behind = "") {
      const { editorState, entityType } = this.props;
      const content = editorState
        .getCurrentContent()
        .createEntity(entityType.type, "IMMUTABLE", data);
      const key = content.getLastCreatedEntityKey();
      const piece = Modifier.replaceText(content, selection, data.string, null, key);
      const end = piece.getSelectionAfter();
      const changed = behind ? Modifier.insertText(piece, end, behind) : piece;
      this.finish(changed, "insert-characters");
    }

    remove() {
      const { editorState, entityKey } = this.props;
      const selection = selectionOf(editorState, entityKey);
      const content = editorState.getCurrentContent();
      this.finish(Modifier.removeRange(content, selection, "forward"), "remove-range");
    }

    finish(content, change) {
      const { editorState, onComplete } = this.props;
      this.workflow?.close();
      onComplete(EditorState.push(editorState, content, change));
    }
  }

  /** Return how a kind of piece is drawn: a click offers to change or remove it. */
  const drawn =
    ({ className, describe }) =>
    ({ children, contentState, entityKey, onEdit }) => {
      const data = contentState.getEntity(entityKey).getData();
      return createElement(
        "span",
        { className, title: describe(data) },
        createElement(
          TooltipEntity,
          {
            entityKey,
            contentState,
            onEdit,
            onRemove: (key) => {
              toRemove.add(key);
              onEdit(key);
            },
            icon: createElement(Fragment),
            label: describe(data),
          },
          children,
        ),
      );
    };

  window.piecesInText = { PieceSource, begin, drawn, onload, selectionOf };
})();
