"""Words that say how somebody asks, not about what."""

from collections.abc import Sequence

# Between the words of a subject, and around them, in English and in Spanish.
SMALL = frozenset(
    "a about actually again ago all almost already also alright am an and any anybody anyone "
    "anything are aren arent around as at be because been being both but by can "
    "cannot cant could couldnt did didnt do does doesnt doing dont each else ever far fully "
    "every everything exactly for from get gets getting gets give gives go goes going "
    "gonna gotta got guy guys had happen happened happens has hasnt have havent "
    "having he hello her here hers hey hi him his how however i id if ill im in into "
    "is isnt it its itself ive just kind know known let lets like list long look looking "
    "lot lots made make makes many may maybe me mean means might mine more most much "
    "must my myself need needs no not now of off oh ok okay on one ones only or other "
    "our ours out over own part people please pls really right said same say says see "
    "seen she should show so some somebody someone something stuff such sure take "
    "takes tell than thanks that thats the their them then there theres these they "
    "theyre thing things think this those though thru to too um un up us use used uh "
    "very wanna want wanted wants was wasnt way we well were werent what whats when "
    "whenever where wheres whether which while who whom whos whose why will with wont "
    "would yeah yes yet you your yours find finding search google info information "
    "question questions trying try until via al algo alguien como con cual cuales cuando cuanta "
    "cuantas cuanto cuantos de del desde donde e el ella ellas ellos en era es esa "
    "ese eso esta estan estas este esto estoy fue ha han hay hola la las le les lo "
    "los mas me mi mis muy nada ni nos o para pero por personas porque puedo puede que quien "
    "quienes quiero se ser si sin sobre son soy su sus tengo tiene tienen todo todos "
    "tu u una unas uno unos y ya yo hacer necesito favor".split()
)
# So common on this site that they tell little.
OF_THE_SITE = frozenset(
    "hstf task force forces taskforce taskforces homeland security federal united "
    "states government number numbers figure figures data total official officially website site page web "
    "american america usa national country operation operations".split()
)
ASKING = frozenset(
    "how who whom whos whose what whats when where wheres which why can could is are "
    "do does did como quien quienes que cuando donde cual cuales cuanto cuantos "
    "cuanta cuantas porque".split()
)
IN_ENGLISH = {
    "quien": "who",
    "quienes": "who",
    "cuando": "when",
    "donde": "where",
    "como": "how",
    "cuanto": "how many",
    "cuanta": "how many",
    "cuantos": "how many",
    "cuantas": "how many",
    "que": "what",
    "cual": "which",
    "whos": "who",
    "whom": "who",
    "whats": "what",
    "wheres": "where",
}
SPANISH_ONLY = frozenset(
    "al alguien como con cual cuales cuando cuanta cuantas cuanto cuantos de del "
    "donde el ella ellos en es esta estan este esto hay hola la las los mi mis nos "
    "para pero por personas porque puedo puede que quien quienes quiero se si sobre son soy su "
    "sus tengo tiene tienen una uno unos y ya yo hacer necesito".split()
)


def asked_by(words: Sequence[str]) -> str:
    """Return the question that folded words ask: "who", "how many"; "" if none."""
    for place, word in enumerate(words):
        if word not in ASKING:
            continue
        word = IN_ENGLISH.get(word, word)
        following = words[place + 1] if place + 1 < len(words) else ""
        if word == "how" and following in {"many", "much"}:
            return "how many"
        return word
    return ""
