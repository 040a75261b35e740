"""What people in danger type in English, in the notation of `phrases`."""

PARTNER = (
    "husband|boyfriend|bf|wife|girlfriend|gf|partner|spouse|ex|exhusband|exboyfriend"
    "|fiance|man"
)
HITS = (
    "hit|hits|hitting|beat|beats|beating|beaten|hurt|hurts|hurting|abuse|abuses|abused|abusing"
    "|abusive|choked|chokes|choking|punched|punches|threatens|threatened|controls"
)
CHILD = "child|children|kid|kids|baby|son|daughter|boy|girl|niece|nephew|teen|minor"
PARENT = (
    "mom|dad|mother|father|stepdad|stepfather|stepmom|stepmother|parents|uncle"
    "|grandpa|grandfather|coach|teacher|priest"
)
OUR = "my|our|a|his|her|their|the|friends|sisters|brothers|neighbors"

SUICIDE = (
    "suicid~",
    "kill|killing|hurt|hurting|harm|harming|cut|cutting|hang|shoot myself",
    "self harm~",
    "selfharm~",
    "end|ending|take|taking my|my own|it life|all",
    "end my own life",
    "want|wanna|wanted|going|ready to|2 die",
    "want|wanna die",
    "wish i was|were dead",
    "dont|not want|wanna * live|alive|life anymore",
    "dont want to be alive|here|live",
    "no reason to live",
    "better off dead|without me",
    "cant go on|live",
    "988",
    "crisis line|lifeline|hotline",
    "mental health|breakdown crisis|emergency",
    "emotional crisis",
    "panic attack",
    "depressed",
    "hopeless",
)
SEXUAL = (
    "rape|raped|rapes|raping|rapist",
    "sexual|sexually assault|assaulted|abuse|abused|attacked",
    "sex assault",
    "molest~ me|her|him|us|my",
    "=molested",
    "groped|grabbed me",
    "touched|touches|touching me",
)
MISSING_CHILD = (
    f"missing {CHILD}",
    f"lost {CHILD}",
    f"{CHILD} * missing|disappeared|vanished|abducted|kidnapped",
    f"{CHILD} * ran away",
    f"{CHILD} * never|didnt come|came home",
    "amber alert",
    "yr|year|yo|years old * ran|missing|disappeared|gone",
    "runaway",
    "child|kiddie porn~",
    "child|minor|minors|kids * exploited|exploitation",
    "exploit~ * child|children|minor|minors|kids",
    "child sexual|sex abuse|exploitation|pictures|photos|videos|images",
    "csam",
    "my nudes",
    "sextort~",
    "nudes|naked * photos|pictures|pics|online",
    f"{CHILD}|someone * nudes|naked",
    f"online * groom~ * {CHILD}",
    f"groom~ * {CHILD}",
    f"{CHILD} * groomed",
    "somebody|someone|man * online * my daughter|son|kid|child",
)
CHILD_ABUSE = (
    f"child|kid|kids|children|baby|infant * {HITS}|neglect|neglected",
    f"{HITS}|neglect|neglects|neglecting {OUR} {CHILD}",
    f"{HITS} * child|children|kid|kids|baby",
    f"{OUR} {CHILD} * being|gets {HITS}",
    "child abuse|neglect",
    "leave|leaves|left|leaving * baby|child|kid|kids|children|toddler * alone",
    "baby|child|kid|kids|children|toddler * alone|hungry|starving|unfed",
    f"my|our {PARENT} * {HITS}|touches|touched|touching",
)
PARTNER_ABUSE = (
    "domestic violence|abuse|dispute",
    "abusive relationship|partner|husband|boyfriend|marriage|home",
    f"{PARTNER} * {HITS}",
    f"{HITS} by my * {PARTNER}",
    f"scared|afraid|fear of my * {PARTNER}",
    f"{PARTNER} * kill me",
    f"my {PARTNER} * wont|doesnt|never|dont let|lets me",
    f"my {PARTNER} * took|takes|locked|locks|threw my|me",
    "he|she hits|beats|hit|beat|hurts|chokes|choked me",
    "abused at home",
    "battered|abused woman|women|wife",
)
TRAFFICKED = (
    "trafficked",
    "being|be|was|am|im|getting|been sold",
    "sold me",
    "sell|sells|selling|sold my body",
    "my pimp",
    "pimp * me|her|him",
    "pimp~ me|her|him|girls|out",
    "make|makes|made|making|force|forces|forced me|her|him|us|them sleep|have",
    "traffick~ me|my|her|him|us",
    "forced|forces|forcing|force|making|make|made|makes me|her|him|us|them|to"
    " * work|sex|prostitut~|strip|dance",
    "work~ without pay|paying|papers",
    "work * pay * leave",
    "not|wont|dont|never paid|pay|paying|pays me|us * leave|passport|papers",
    "took|takes|has|have|keeps|kept|holding|stole my|our|her|his"
    " passport|papers|documents|id|visa",
    "passport|papers|documents * taken|took away",
    "cant|cannot|not leave * work|job|boss|house",
    "boss|employer|they * wont|doesnt|dont let me|us * leave|go",
    "wont|dont|doesnt|not let me|us|her|him leave|go",
    "held|hold|holding|kept|locked * against|captive|slave|hostage",
    "girl|girls|woman|women|man|men|worker|workers|she|he|they * not free",
    "not free|allowed to leave|go",
    "slave * me|her|him|us",
    "like|as a slave|slaves",
    "owe the smuggler|smugglers|coyote",
    "smuggler|smugglers|coyote|coyotes * holding|keeping|wont|threatening|demanding",
    "victim|survivor of * traffick~",
    "traffick~ hotline|helpline|help",
    "traffick~ * hotline",
)
DEADLY = (
    "kill|kills|murder|shoot|stab me|us|him|her|them|my|someone|somebody",
    "killing|shooting|stabbing me|us|someone|somebody",
    "has|have|got|pulled|pointed|pointing|with a|his|the gun|knife",
    "gun|knife * at|to me|my|us",
    "not|isnt|stopped|barely breathing",
    "wont|doesnt|not|cant wake|waking up",
    "wont|doesnt|not|cant wake|waking him|her|them up",
    "unconscious|unresponsive",
    "overdosed|overdosing",
    "=overdose",
    "having|took|od an overdose",
    "took * pills",
    "bleeding",
)
DANGER = (
    "=911",
    "call|dial|calling 911",
    "being|am|im|getting|is followed|stalked|chased|hunted|watched",
    "following|stalking|chasing|hunting me|my|us|her|him",
    "followed|follows|stalked|stalks|chased|chases me|us|my",
    "follow~ * home",
    "=stalker|stalked|followed",
    "my stalker",
    "immediate|great|grave|mortal|real danger",
    "im|am|are|is|she|hes|shes|we in danger",
    "=in danger",
    "danger|dangerous|happening right|now",
    "life * in danger",
    "not|dont|never feel safe",
    "im|am|are not safe",
    "unsafe right|at|now",
    "threaten~ me|us|my|to",
    "death threat|threats",
    "being|been|was|got threatened|attacked|kidnapped|abducted",
    "kidnapped|abducted me|us|him|her|my",
    "kidnapping my|me",
    "=kidnapped",
    "breaking|break|broke into|in my",
    "someone|somebody|man|stranger * in my house|home|room|yard",
    "=active shooter",
    "active shooter * here|now|at",
    "gunshots",
    "shots fired",
    "locked|trapped|tied me|us",
    "im|am|are locked|trapped|tied",
    "=trapped",
)
VICTIM = (
    "i was|am|got|been a|the victim",
    "im|am a victim",
    "victim of a|any crime",
    "crime victim|victims * help|rights|services|support",
    "help for * victims|victim|survivors",
    "victim|victims|survivor|survivors help|services|support|hotline|line|assistance",
    "i|was|been|got|were|me robbed|mugged|assaulted|extorted",
)
CRY = (
    "=emergency",
    "help|save me",
    "=please help",
    "need help now|fast|immediately|quick|quickly|urgently",
    "urgent help",
    "=sos",
    "im|am|are in trouble",
    "im|am|feel|so scared|afraid|terrified",
)
