"""Words that are often misspelt, by language: wrong=right. Only spellings that are wrong everywhere are listed."""

from collections.abc import Mapping

_PAIRS = {
    "en": """
        accomodate=accommodate, accomodation=accommodation, acheive=achieve, acknowlege=acknowledge,
        adress=address, adresses=addresses, agressive=aggressive, alot=a lot, amoung=among,
        appearence=appearance, arguement=argument, assitance=assistance, availible=available,
        avaliable=available, beggining=beginning, begining=beginning, beleive=believe, buisness=business,
        calender=calendar, carefull=careful, catagory=category, certian=certain,
        comming=coming, commitee=committee, completly=completely, concious=conscious, confirmaton=confirmation,
        congradulations=congratulations, consistant=consistent, convienient=convenient, custmer=customer,
        custumer=customer, definately=definitely, definitly=definitely, delievery=delivery, delivary=delivery,
        desparate=desperate, developement=development, diffrent=different, disapear=disappear,
        disapoint=disappoint, dissapear=disappear, embarass=embarrass, enviroment=environment,
        equiptment=equipment, exchage=exchange, existance=existence, expirience=experience,
        explaination=explanation, familar=familiar, feild=field, finaly=finally, foriegn=foreign, fourty=forty,
        foward=forward, freind=friend, garantee=guarantee, gaurantee=guarantee, goverment=government,
        grammer=grammar, greatful=grateful, guarentee=guarantee, happend=happened, harrass=harass,
        hieght=height, higly=highly, immediatelly=immediately, immediatly=immediately, independant=independent,
        infomation=information, informaton=information, instalation=installation, interupt=interrupt,
        invoce=invoice, knowlege=knowledge, langauge=language, lenght=length, liason=liaison, libary=library,
        likelyhood=likelihood, maintainance=maintenance, managment=management, mesage=message,
        millenium=millennium, mispell=misspell, misspel=misspell, neccessary=necessary, necesary=necessary,
        noticable=noticeable, nubmer=number, occassion=occasion, occassionally=occasionally, occured=occurred,
        occurence=occurrence, occuring=occurring, oppurtunity=opportunity, orginal=original, paramter=parameter,
        parcell=parcel, passord=password, payement=payment, paymant=payment, peice=piece, permenant=permanent,
        persistant=persistent, posible=possible, possesion=possession, prefered=preferred, prefering=preferring,
        priviledge=privilege, probaly=probably, proccess=process, procede=proceed, profesional=professional,
        publically=publicly, purchace=purchase, quanity=quantity, quantitiy=quantity,
        questionaire=questionnaire, reccomend=recommend, reciept=receipt, reciepts=receipts, recieve=receive,
        recieved=received, recieving=receiving, recomend=recommend, refered=referred, refering=referring,
        refunf=refund, relevent=relevant, religous=religious, remeber=remember, repitition=repetition,
        reponse=response, responce=response, resturant=restaurant, retreive=retrieve, returm=return,
        rythm=rhythm, saftey=safety, secratary=secretary, seperate=separate, seperated=separated,
        seperately=separately, shiping=shipping, shippment=shipment, similiar=similar, sincerly=sincerely,
        succesful=successful, succesfully=successfully, successfull=successful, sucess=success,
        sucessful=successful, suprise=surprise, teh=the, temporarly=temporarily, tempory=temporary, thier=their,
        threshhold=threshold, tommorow=tomorrow, tommorrow=tomorrow, tounge=tongue, tranfer=transfer,
        truely=truly, unforseen=unforeseen, unfortunatly=unfortunately, untill=until, usefull=useful,
        verfication=verification, visable=visible, warantee=guarantee, warrenty=warranty, wether=whether,
        wich=which, wierd=weird, withing=within, writting=writing, yuo=you
    """,
    "it": """
        accellerare=accelerare, affinchè=affinché, aquistare=acquistare, aquisti=acquisti, aquisto=acquisto,
        benchè=benché, beneficienza=beneficenza, citta'=città,
        conoscienza=conoscenza, cosi'=così, consegnia=consegna, coscenza=coscienza,
        daccordo=d'accordo, e'=è, eccezzionale=eccezionale, eccezzione=eccezione, efficente=efficiente,
        efficenza=efficienza, finchè=finché, fà=fa,
        gia'=già, gratiuto=gratuito, gratuitò=gratuito, indirrizzo=indirizzo,
        inidirizzo=indirizzo, metereologico=meteorologico, nè=né, obbiettivo=obiettivo, pagameto=pagamento,
        pagamneto=pagamento, perche'=perché,
        perchè=perché, piu'=più, poichè=poiché, propio=proprio, pultroppo=purtroppo,
        purtoppo=purtroppo, puo'=può, può'=può, pò=un po', qual'è=qual è, quà=qua, quì=qui, riceverà'=riceverà,
        ricevimeto=ricevimento, ricievere=ricevere, rimborzo=rimborso, sarà'=sarà, scontrinno=scontrino,
        sopratutto=soprattutto, spedizzione=spedizione, stà=sta, sufficente=sufficiente, sè=sé, sò=so,
        un'altro=un altro, un'articolo=un articolo, un'errore=un errore, un'indirizzo=un indirizzo, un'ordine=un
        ordine
    """,
    "id": """
        aktifitas=aktivitas, alamt=alamat, antri=antre, apotik=apotek, dirubah=diubah, disain=desain,
        frekwensi=frekuensi, himbauan=imbauan, ijin=izin, jadual=jadwal, karir=karier,
        konfirmasih=konfirmasi, kwalitas=kualitas, kwitansi=kuitansi, legalisir=legalisasi, merubah=mengubah,
        nasehat=nasihat, nomer=nomor, obyek=objek, pembayarn=pembayaran, pengirimn=pengiriman, pesanann=pesanan,
        praktek=praktik, propinsi=provinsi, resiko=risiko, silahkan=silakan, sistim=sistem,
        standarisasi=standardisasi, subyek=subjek, tehnik=teknik, telpon=telepon
    """,
    "et": """
        aadresss=aadress, adress=aadress, garantiii=garantii, päevva=päeva,
        tagastuss=tagastus, tasutta=tasuta, tellimuss=tellimus, tellmus=tellimus, tööpaev=tööpäev,
        töörpäev=tööpäev
    """,
}
MISSPELT: Mapping[str, Mapping[str, str]] = {
    language: dict(pair.strip().split("=") for pair in " ".join(pairs.split()).split(","))
    for language, pairs in _PAIRS.items()
}
