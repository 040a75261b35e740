/* The editor's button that cites a source behind a sentence: its source, then its words. */
(() => {
  const { PieceSource, begin, drawn, onload, selectionOf } = window.piecesInText;
  const PAUSE = 1_000; // milliseconds after which a count is read out

  const wordsIn = (text) => text.split(/\s+/).filter(Boolean).length;

  /** Show how many words there are; say it, too, once nobody types. */
  const count = (field, shown, spoken) => {
    let wait = null;
    const most = Number(shown.dataset.most);
    const update = () => {
      const words = wordsIn(field.value);
      const isOver = words > most;
      shown.classList.toggle("is-over", isOver);
      shown.textContent = (isOver ? shown.dataset.over : shown.dataset.count)
        .replace("{words}", words)
        .replace("{over}", words - most)
        .replace("{most}", most);
      clearTimeout(wait);
      wait = setTimeout(() => {
        spoken.textContent = shown.textContent;
      }, PAUSE);
    };
    field.addEventListener("input", update);
    update();
    spoken.textContent = "";
  };

  /** Start the window's second step, in which the exact words are given. */
  const onWords = (modal) => {
    const body = modal.body.get(0);
    const form = body.querySelector("[data-citation-words]");
    const words = form.elements.namedItem("quote");
    modal.ajaxifyForm(form);
    count(
      words,
      form.querySelector("[data-word-count]"),
      form.querySelector("[data-word-count-spoken]"),
    );
    body.querySelector("[data-other-source]").addEventListener("click", (event) => {
      event.preventDefault();
      modal.loadUrl(event.currentTarget.href);
    });
    body.querySelector("[data-remove]")?.addEventListener("click", () => {
      modal.respond("removed");
    });
    begin(modal, form.querySelector("[aria-invalid=true]") ?? words);
  };

  class CitationSource extends PieceSource {
    getChooserConfig() {
      const { citationChooser } = this.props.entityType.chooserUrls;
      const data = this.edited ? this.props.entity.getData() : null;
      return {
        url: data ? `${citationChooser}chosen/${data.id}/` : citationChooser,
        urlParams: data ? { quote: data.quote, as_of: data.as_of, edited: 1 } : {},
        onload: {
          ...onload,
          words: onWords,
          cited: (modal, { result }) => modal.respond("cited", result),
        },
        responses: {
          cited: (data) => this.cite(data),
          removed: () => this.remove(),
        },
      };
    }

    cite(data) {
      const { editorState } = this.props;
      if (this.edited) {
        this.put(data, selectionOf(editorState, this.edited));
      } else {
        this.put(data, ...this.behindTheWords());
      }
    }

    /** Return the place right behind what is selected, and the blanks it displaces. */
    behindTheWords() {
      const { editorState } = this.props;
      const selection = editorState.getSelection();
      const [key, end] = [selection.getEndKey(), selection.getEndOffset()];
      const block = editorState.getCurrentContent().getBlockForKey(key);
      const [before, after] = [block.getText().slice(0, end), block.getText().slice(end)];
      const start = before.trimEnd().length;
      const place = selection.merge({
        anchorKey: key,
        focusKey: key,
        anchorOffset: start,
        focusOffset: end,
        isBackward: false,
      });
      // They keep the next sentence apart.
      return [place, /^\S/.test(after) ? before.slice(start) : ""];
    }
  }

  window.draftail.registerPlugin({
    type: "CITATION",
    source: CitationSource,
    decorator: drawn({
      className: "citation-in-text",
      describe: ({ string, quote, as_of: day }) =>
        [quote ? `“${quote}”` : string, day].filter(Boolean).join(" · "),
    }),
  });
})();
