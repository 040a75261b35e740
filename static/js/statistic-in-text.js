/* The editor's button that puts a statistic into a sentence, and how it looks there. */
(() => {
  const { PieceSource, drawn, onload, selectionOf } = window.piecesInText;

  class StatisticSource extends PieceSource {
    getChooserConfig() {
      return {
        url: this.props.entityType.chooserUrls.statisticChooser,
        urlParams: {},
        onload,
        responses: { chosen: this.onChosen },
      };
    }

    // Wagtail would turn chosen words into a link; here the figure takes their place.
    onChosen({ id, figure, label }) {
      const { editorState } = this.props;
      const selection = this.edited
        ? selectionOf(editorState, this.edited)
        : editorState.getSelection();
      this.put({ id, label, string: figure }, selection);
    }
  }

  window.draftail.registerPlugin({
    type: "STATISTIC",
    source: StatisticSource,
    decorator: drawn({
      className: "statistic-in-text",
      describe: ({ label, string }) => label ?? string,
    }),
  });
})();
