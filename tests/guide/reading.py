"""What a chapter of the guide links to, shows, and says of the editor's screen."""


def parts_of(chapter):
    """Return the tokens of a chapter and those inside of them."""
    return [
        part for token in chapter.tokens for part in [token, *(token.children or [])]
    ]


def links_of(chapter):
    """Return where the text links to, as it is written."""
    return [p.attrs["href"] for p in parts_of(chapter) if p.type == "link_open"]


def pictures_of(chapter):
    """Return the pictures: address as written, and what it says to the blind."""
    return [
        (part.attrs["src"], part.content)
        for part in parts_of(chapter)
        if part.type == "image"
    ]


def named_in(chapter):
    """Return what the text sets in bold: words that stand on the editor's screen."""
    found, words = [], None
    for part in parts_of(chapter):
        if part.type == "strong_open":
            words = []
        elif part.type == "strong_close":
            found.append("".join(words))
            words = None
        elif words is not None:
            words.append(part.content if part.type == "text" else " ")
    return found
