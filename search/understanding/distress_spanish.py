"""What people in danger type in Spanish, in the notation of `phrases`."""

ESPOSO = "esposo|marido|novio|pareja|esposa|novia|ex"
PEGA = "pega|golpea|maltrata|amenaza|abusa|lastima|pego|golpeo|amenazo"
HIJO = "hijo|hija|nino|nina|ninos|ninas|bebe|sobrino|sobrina|menor"
SUICIDE = (
    "suicid~",
    "matarme",
    "quiero|quisiera morir~",
    "no quiero|puedo vivir|seguir",
    "ya no quiero|puedo * vivir|seguir|mas",
    "quitarme la vida",
    "hacerme dano",
    "lastimarme",
    "crisis emocional",
)
SEXUAL = (
    "me violo|violaron",
    "fui|soy|era violada|violado",
    "violacion sexual",
    "=violacion",
    "abuso|agresion|asalto sexual",
    "abusaron|abuso de mi",
)
MISSING_CHILD = (
    f"{HIJO} * perdid~|desaparecid~|desaparecio|falta",
    f"desaparecio|perdi mi {HIJO}",
    f"no encuentro a mi {HIJO}",
    f"explotacion * infantil|menores|{HIJO}",
    "pornografia infantil",
    "sextorsion",
)
CHILD_ABUSE = (
    "abuso|maltrato infantil",
    "abuso|maltrato * ninos|menores|hijos",
    f"{PEGA} a|al * {HIJO}",
    f"mi papa|padre|madre|mama|padrastro|tio me {PEGA}",
)
PARTNER_ABUSE = (
    "violencia domestica|familiar|intrafamiliar",
    "violencia * pareja|genero|casa",
    f"mi * {ESPOSO} * {PEGA}",
    f"mi * {ESPOSO} me",
    "me pega|golpea|pegan|golpean|maltrata",
    "miedo a|de mi esposo|marido|novio|pareja",
)
TRAFFICKED = (
    "victima * trata|trafico",
    "me obligan|obligaron|fuerzan|forzaron * trabajar|prostitu~|sexo|hacer|vender~",
    "me venden|vendieron|explotan|trafican",
    "obligad~ a trabajar|prostitu~",
    "me quitaron|quito|tienen|robaron|retienen|retuvieron * pasaporte|papeles"
    "|documentos|visa",
    "no me dejan|deja salir|ir|irme",
    "no puedo salir",
    "me tienen|tiene encerrad~|secuestrad~|retenid~|cautiv~|trabajando",
    "no me pagan|paga",
    "esclav~ * me|mi",
    "como esclav~",
    "me estan explotando|vendiendo",
    "linea * trata",
)
DEADLY = (
    "me|nos|lo|la quieren|van|quiere|va * matar|hacer|lastimar|secuestrar",
    "tiene|tienen una|un pistola|arma|cuchillo",
    "sobredosis",
    "no respira|despierta|reacciona",
)
DANGER = (
    "me siguen|sigue|persiguen|persigue|acechan|acecha|vigilan|buscan",
    "me esta|estan|viene|vienen siguiendo|persiguiendo|acosando|vigilando",
    "en|estoy|hay|corro|corre * peligro",
    "=peligro",
    "=emergencia",
    "me amenaza|amenazan|amenazaron|amenazo|atacan|atacaron",
    "amenaza~ * muerte|matar",
    "me secuestr~",
    "secuestr~ a mi",
    "estoy|estamos atrapad~|encerrad~",
    "llamar|llame|llama al 911",
)
VICTIM = (
    "soy|fui|fue * victima",
    "victima de un|una crimen|delito",
    "ayuda * victimas|victima",
    "me robaron|asaltaron|extorsionan",
)
# Of no kind: only whoever answers everything is right.
CRY = (
    "=ayuda",
    "ayudame|ayudenme|ayudanos",
    "ayuda por favor|urgente|ahora|ya",
    "necesito|necesitamos ayuda",
    "auxilio",
    "=socorro",
    "tengo miedo",
)
